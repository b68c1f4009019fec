"""See that a translation says what the English pages say, message by message.

Usage: python tools/translations.py update|read LANGUAGE

``problems`` compares each message of the catalogues with its translation: the claims are the same
propositions, values and figures the same expressions and numbers, quotations and citations the
same words, and links, terms, code, rules, digits and kinds of markup the same. ``missing``
compares the catalogues with the pages. What no program can judge, that the words around all this
say the same, is in ``docs/locale/LANGUAGE/reviewed.json``: a digest of each message as it stood
with its translation when it was last read; ``unread`` names the others.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs" / "_ext")]

from checked_prose.claims import STRAIGHT, VALUE, straight  # noqa: E402
from checked_prose.sources import FIGURE, SCALES  # noqa: E402

from classified.errors import FactError  # noqa: E402
from classified.language import judged, surfaces  # noqa: E402

TEMPLATES = Path("_build", "gettext")
WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NOISE = "POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By"
PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
RULES = re.compile(r"\b[RCTN]\d\b")
NUMBER = re.compile(r"\d+(?:[,.]\d+)*")


@dataclass(frozen=True)
class Message:
    """A message of a catalogue.

    Attributes:
        place: the file and the line on which it stands.
        page: the catalogue, by the name of its page.
        english: what is translated, in Markdown.
        translated: its translation, or nothing.
        fuzzy: whether the translation is marked as a guess.
        obsolete: whether no page has it any more, by the catalogue itself.
    """

    place: str
    page: str
    english: str
    translated: str
    fuzzy: bool = False
    obsolete: bool = False


@cache
def markdown() -> MarkdownIt:
    """Return a parser that knows roles and attributes, as MyST does."""
    return MarkdownIt("commonmark").use(myst_role_plugin).use(attrs_plugin)


def folder(language: str) -> Path:
    """Return where the catalogues of an edition are."""
    return Path("docs", "locale", language, "LC_MESSAGES")


def messages(language: str, path: Path | None = None) -> Iterator[Message]:
    """Yield the messages of an edition, or those of one folder of catalogues or templates.

    Raises:
        SystemExit: a catalogue cannot be read.
    """
    path = path or folder(language)
    for file in sorted([*path.rglob("*.po"), *path.rglob("*.pot")]):
        page = file.relative_to(path).with_suffix("").as_posix()
        try:
            with file.open(encoding="utf-8") as opened:
                catalogue = read_po(opened, abort_invalid=True)
        except (PoFileError, ValueError, LookupError) as error:
            sys.exit(f"{file}:{getattr(error, 'lineno', 0) + 1}: {error}. Mend the catalogue.")
        for one in catalogue:
            if one.id:
                place = f"{file}:{one.lineno}"
                yield Message(place, page, str(one.id), str(one.string), one.fuzzy)
        for one in catalogue.obsolete.values():
            yield Message(f"{file}:{one.lineno or 1}", page, str(one.id), "", obsolete=True)


class Facets(dict[str, Counter[str]]):
    """What of a message has to be the same in every language: by kind, how often each is there."""

    def __init__(self, text: str, language: str) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []  # the words of each, with its expression
        self.wrong: list[str] = []
        kinds = [token.type for token in markdown().parse(text)] if language != "en" else PARAGRAPH
        if kinds != PARAGRAPH:
            self.wrong.append("is no paragraph, and would be dropped. Write 1\\. and the like")
        for token in markdown().parseInline(text)[0].children or ():
            self.inline(token, language)

    def add(self, kind: str, *found: str) -> None:
        """Count something."""
        self.setdefault(kind, Counter()).update(found)

    def inline(self, token: Token, language: str) -> None:
        """Count what a part of the running text has."""
        if token.type == "myst_role":
            self.role(token.meta["name"], " ".join(token.content.split()), language)
        elif token.type == "link_open":
            self.add("links", str(token.attrs["href"]))
        elif token.type == "code_inline":
            self.add("code", token.content)
        elif token.type == "text":
            self.add("rules", *RULES.findall(token.content))
            self.add("numbers", *NUMBER.findall(RULES.sub("", token.content)))
            if language != "en" and re.search("[\"']", token.content):
                self.wrong.append("has straight quotation marks; write curly ones")
        elif token.nesting >= 0:
            self.add("markup", token.type)
        if token.attrs.get("class"):
            self.add("classes", str(token.attrs["class"]))

    def role(self, name: str, text: str, language: str) -> None:
        """Count a role by what must not change in it."""
        words, target = match.groups() if (match := VALUE.fullmatch(text)) else (text, "")
        if name == "claim":
            try:
                proposition, finding = judged(straight(text), language)
            except FactError as error:
                self.wrong.append(f"{text!r} can't be judged. {error}")
                proposition = None
            else:
                if not finding.true:
                    self.wrong.append(f"{text!r} is false. For example: {finding.shown}")
            self.add("claim", str(proposition))
        elif name == "figure":
            self.add(name, f"{amount(words)} <{target}>")
        elif name == "value":
            self.said.append((words, target))
            self.add(name, target)
        elif name == "term":
            self.add(name, target or text)
            if language != "en" and not target:
                self.wrong.append(f"{{term}}`{text}` does not name the term. Expected <TERM>")
        else:
            self.add(name, text)


def amount(words: str) -> str:
    """Return the number, money and percentage that a figure is; words that are none, as such."""
    if (match := FIGURE.fullmatch(words)) is None:
        return words
    number = Fraction(match["number"].replace(",", "")) * 10 ** SCALES.get(match["scale"], 0)
    return f"{match['money'] or ''}{number}{'%' if match['share'] else ''}"


def renderings(language: str, known: list[Message]) -> dict[str, set[str]]:
    """Return how each message is translated on any page, and each term with and without "is"."""
    found = {words: {theirs} for words, theirs in WORDS[language]["words"].items()}
    for one in known:
        if one.translated:
            found.setdefault(one.english.casefold(), set()).add(one.translated.casefold())
    english, ours = surfaces("en"), surfaces(language)
    for term, gaps in ours.items():
        for gap, others in (("s", ["s"]), ("mass", ["s"]), ("is", ["ialah", "merupakan"])):
            for words in english[term].get(gap, ()):
                theirs = (one.casefold() for other in others for one in gaps.get(other, ()))
                found.setdefault(words.casefold(), set()).update(theirs)
    return found


def renders(english: str, words: str, language: str, known: dict[str, set[str]]) -> bool:
    """Return whether the words of a value are a translation of the English ones."""
    english, words = english.casefold(), words.casefold()
    if not re.search("[a-z]", english):
        return english == words
    if words in known.get(english, ()):
        return True
    return any(
        len(parts := english.split(joint)) > 1
        and len(ours := words.split(other)) == len(parts)
        and all(renders(*pair, language, known) for pair in zip(parts, ours, strict=True))
        for joint, other in WORDS[language]["joined"].items()
    )


def differences(one: Message, language: str, known: dict[str, set[str]]) -> list[str]:
    """Return what a translation has otherwise than its message."""
    theirs, ours = Facets(one.english, "en"), Facets(one.translated, language)
    wrong = [*ours.wrong]
    for kind in [*dict.fromkeys([*theirs, *ours])]:
        left, right = (facets.get(kind, Counter()) for facets in (theirs, ours))
        for lost, added in [(left - right, right - left)] if left != right else []:
            shown = [" ".join(map(repr, part.elements())) or "nothing" for part in (lost, added)]
            wrong.append(f"{kind}: {shown[0]} became {shown[1]}")
    english: dict[str, list[str]] = {}
    for words, expression in theirs.said:
        english.setdefault(expression, []).append(words)
    for words, expression in ours.said:
        said = english.get(expression, [])
        if said and not any(renders(word, words, language, known) for word in said):
            wrong.append(f"value: {words!r} is not what a page or the vocabulary has for {said}")
    if one.english.count("\n") != one.translated.count("\n"):
        wrong.append("has not as many lines")
    return wrong


def problems(language: str) -> list[str]:
    """Return what is wrong with the catalogues of an edition, each with its file and line."""
    every = list(messages(language))
    known, found = renderings(language, every), []
    for one in every:
        if one.obsolete:
            found.append(f"{one.place}: is on no page any more: {one.english!r}")
        elif not one.translated:
            found.append(f"{one.place}: is not translated: {one.english!r}")
        elif one.fuzzy:
            found.append(f"{one.place}: is marked fuzzy: {one.english!r}")
        elif one.page == "sphinx":
            signs = [sorted(re.findall("%[a-z]|{.*?}|%\\(.*?\\)s|<.*?>", text.translate(STRAIGHT)))
                     for text in (one.english, one.translated)]  # fmt: skip
            if signs[0] != signs[1]:
                found.append(f"{one.place}: {signs[0]} became {signs[1]}")
        else:
            found += [f"{one.place}: {wrong}" for wrong in differences(one, language, known)]
    return found


def missing(language: str, templates: Path = TEMPLATES) -> list[str]:
    """Return the messages that only the pages have, or only the catalogues.

    Args:
        language: the edition.
        templates: the folder that Sphinx's ``gettext`` builder wrote.
    """
    pages, ours = (
        {(one.page, one.english): one.place for one in found if not one.obsolete}
        for found in (messages("en", templates), messages(language))
    )
    return [
        *(
            f"{folder(language) / page}.po: lacks {english!r}. Run `make translations`"
            for page, english in pages.keys() - ours.keys()
        ),
        *(
            f"{ours[key]}: is on no page any more: {key[1]!r}. Run `make translations`"
            for key in ours.keys() - pages.keys()
        ),
    ]


def digest(one: Message) -> str:
    """Return what the record has of a message that was read."""
    return sha256(f"{one.english}\0{one.translated}".encode()).hexdigest()[:12]


def record(language: str) -> Path:
    """Return the record of an edition: by page, the digests of its messages."""
    return Path("docs", "locale", language, "reviewed.json")


def kept(language: str) -> dict[str, list[str]]:
    """Return what the record has."""
    path = record(language)
    found: dict[str, list[str]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def unread(language: str) -> list[Message]:
    """Return the messages that nobody has read as they are now."""
    known = {page: {*digests} for page, digests in kept(language).items()}
    return [
        one
        for one in messages(language)
        if one.translated and digest(one) not in known.get(one.page, ())
    ]


def keep(language: str, read: list[Message]) -> None:
    """Write the record: what it had and is still there, and what was read now."""
    now, table = {(one.page, digest(one)) for one in read}, dict[str, list[str]]()
    old = {(page, one) for page, digests in kept(language).items() for one in digests}
    for one in messages(language):
        if (one.page, digest(one)) in now | old:
            table.setdefault(one.page, []).append(digest(one))
    text = json.dumps({page: sorted({*found}) for page, found in table.items()}, indent=0)
    record(language).write_text(f"{text}\n", encoding="utf-8")


def check(language: str) -> list[str]:
    """Return all that is wrong with an edition's catalogues."""
    return [
        *problems(language),
        *(
            f"{one.place}: {one.translated!r} is new or changed. Compare it with the English; "
            f"then `make read LANGUAGES={language}`"
            for one in unread(language)
        ),
    ]


def update(language: str) -> None:
    """Bring the catalogues up to date; what is translated stays as it is."""
    command = ["sphinx-intl", "update", "-p", str(TEMPLATES), "-d", "docs/locale", "-w", "0"]
    found = Path(sys.executable).with_name(command[0])
    subprocess.run([found, *command[1:], "-l", language], check=True, stdout=subprocess.DEVNULL)
    for path in folder(language).rglob("*.po"):
        text = path.read_text(encoding="utf-8")
        text = text[text.index('msgid ""') :]  # before that is what nobody has filled in
        path.write_text(re.sub(f'"({NOISE}): .*\n', "", text), encoding="utf-8")
    for said in problems(language):
        print(said)


def review(language: str) -> None:
    """Show each message that is new or changed beside the English, and keep what is right."""
    if not sys.stdin.isatty():
        sys.exit("A person has to read the translations: run this in a terminal.")
    read: list[Message] = []
    for one in unread(language):
        try:
            said = input(
                f"\n{one.place}\n  {one.english}\n  {one.translated}\nIs it so? yes, no, quit: "
            )
        except (EOFError, KeyboardInterrupt):
            break
        if said.strip().lower().startswith("q"):
            break
        if said.strip().lower().startswith("y"):
            read.append(one)
    keep(language, read)


if __name__ == "__main__":
    {"update": update, "read": review}[sys.argv[1]](sys.argv[2])
