"""Makes a link of each rule that a page names, such as "rule R2" or "choices C1 and C4"."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.typing import ExtensionMetadata

RULE_PAGE = "reference/rules"
KINDS = {"R": "rule", "C": "choice", "T": "theorem", "N": "convention"}
NAMED = re.compile(
    rf"\b(?:{'|'.join(KINDS.values())})s? [RCTN]\d(?:(?:, | and | or )[RCTN]\d)*", re.IGNORECASE
)
OTHERWISE = (nodes.literal, nodes.reference, nodes.title)  # hold no link, or are one


class RuleLinks(SphinxPostTransform):
    """Link the numbers of rules to their sections; paper does without."""

    default_priority = 600  # when all others are resolved
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace each text that names a rule."""
        page = self.app.builder.get_relative_uri(self.env.docname, RULE_PAGE)
        for text in list(self.document.findall(nodes.Text)):
            named = "".join(match.group() for match in NAMED.finditer(text))
            if named and not isinstance(text.parent, OTHERWISE):
                parts: list[nodes.Node] = []
                for number, part in enumerate(re.split(r"\b([RCTN]\d)\b", text)):
                    to = f"{page}#{anchor(part)}" if part in named and number % 2 else ""
                    link = nodes.reference("", part, refuri=to, internal=True)
                    parts.append(link if to else nodes.Text(part))
                text.parent.replace(text, parts)


def anchor(number: str) -> str:
    """Return the anchor of the section of a rule."""
    return f"{KINDS[number[0]]}-{number.lower()}"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_post_transform(RuleLinks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
