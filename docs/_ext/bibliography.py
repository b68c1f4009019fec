"""The bibliography: a source is found under the name and the year by which it is cited."""

from typing import Any

from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting import unsrt
from pybtex.style.labels import alpha
from pybtex.style.template import field, href, names, sentence, tag, words
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinxcontrib.bibtex import plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle
from sphinxcontrib.bibtex.style.referencing.label import LabelReferenceStyle

AUTHORS = AuthorYearReferenceStyle()


class Labels(alpha.LabelStyle):  # type: ignore[misc]
    """Labels such as "Gewald and Rouse, 2012"; pybtex adds letters where several are the same."""

    def format_label(self, entry: Entry) -> str:
        """Return the label of a source."""
        context = {"entry": entry, "style": AUTHORS}
        found = AUTHORS.person.author_or_editor_or_title(full=False).format_data(context)
        return f"{found}, {entry.fields.get('year', _('n.d.'))}"

    def sort(self, entries: list[Entry]) -> list[Entry]:
        """Return the sources in the order of their labels and titles."""
        return sorted(
            entries, key=lambda one: (self.format_label(one).casefold(), one.fields["title"])
        )


class Sources(unsrt.Style):  # type: ignore[misc]
    """Gives the family first, and the year after the names: https://docs.pybtex.org/style_api.html."""

    default_name_style, default_label_style, default_sorting_style = "lastfirst", Labels, Labels
    made: Any = None  # the last source: each is asked for twice, for the list and for its links

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> Any:
        """Format a source; a date that is no more than the year is not repeated."""
        if self.made and self.made.key == entry.key:
            return self.made
        self.year = label.rpartition(", ")[2]
        own, key = entry.fields, entry.key
        fields = {
            name: own[name] if name == "url" else own[name].replace("'", "\u2019") for name in own
        }
        if entry.type == "misc" and "month" not in fields:
            fields.pop("year", "")
        entry = Entry(entry.type, fields, entry.persons)
        entry.key = key
        self.made = super().format_entry(label, entry, bib_data)
        return self.made

    def format_title(self, entry: Entry, which_field: str, as_sentence: bool = True) -> Any:
        """Format the title of a source, in italics."""
        title = tag("em")[field(which_field)]
        return sentence[title] if as_sentence else title

    def format_url(self, entry: Entry) -> Any:
        """Format the address."""
        return href(field("url", raw=True))[field("url", raw=True)]

    def format_names(self, role: str, as_sentence: bool = True) -> Any:
        """Format the names."""
        joined = {"sep2": AUTHORS.person.sep2, "last_sep": AUTHORS.person.last_sep}
        return words[names(role, sep=", ", **joined), f"({self.year})."]


class Citations(LabelReferenceStyle):
    """Puts a semicolon between sources, whose labels have commas."""

    def __post_init__(self) -> None:
        """Set the separator."""
        self.bracket_parenthetical = BracketStyle(sep="; ")
        super().__post_init__()  # type: ignore[no-untyped-call]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the style, which joins names in the language of the edition."""
    AUTHORS.person.sep2, AUTHORS.person.last_sep = _(" and "), _(", and ")
    register_plugin("pybtex.style.formatting", "sources", Sources)
    plugin.register_plugin("sphinxcontrib.bibtex.style.referencing", "sources", Citations)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
