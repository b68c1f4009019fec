"""The bibliography: a source is found under the name and the year by which it is cited."""

from typing import Any

from pybtex.database import Entry
from pybtex.plugin import register_plugin
from pybtex.style.formatting import unsrt
from pybtex.style.labels import alpha
from pybtex.style.template import names, words
from sphinx.application import Sphinx
from sphinx.locale import _
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

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

    def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> Any:
        """Format a source; a date that is no more than the year is not repeated."""
        self.year = label.rpartition(", ")[2]
        if entry.type == "misc" and "month" not in entry.fields:
            fields = {name: text for name, text in entry.fields.items() if name != "year"}
            entry, entry.key = Entry("misc", fields, entry.persons), entry.key
        return super().format_entry(label, entry, bib_data)

    def format_names(self, role: str, as_sentence: bool = True) -> Any:
        """Format the names."""
        joined = {"sep2": AUTHORS.person.sep2, "last_sep": AUTHORS.person.last_sep}
        return words[names(role, sep=", ", **joined), f"({self.year})."]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the style, which joins names in the language of the edition."""
    AUTHORS.person.sep2, AUTHORS.person.last_sep = _(" and "), _(", and ")
    register_plugin("pybtex.style.formatting", "sources", Sources)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
