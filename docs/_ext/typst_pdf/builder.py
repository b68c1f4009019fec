"""The builder: puts the pages of a book together and has Typst set them."""

from __future__ import annotations

import os
import re
import shutil
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

import typst
from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.errors import NoUri, SphinxError
from sphinx.locale import _, __
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.nodes import inline_all_toctrees

from typst_pdf.writer import TypstTranslator, string

if TYPE_CHECKING:
    from collections.abc import Set

logger = logging.getLogger(__name__)
TEMPLATE = Path(__file__).with_name("book.typ")
PAGE = (addnodes.start_of_file, nodes.document)


def above(node: nodes.Node, kinds: Any) -> Any:
    """Return the nearest node of one of these kinds that holds a node."""
    while not isinstance(node, kinds):
        node = node.parent
    return node


class TypesettingError(SphinxError):
    """Typst refused what it was given."""

    category = "Typst error"


class TypstBuilder(Builder):
    """Builds the books of ``typst_documents``, each in one PDF."""

    name = "typst_pdf"
    format = "typst_pdf"
    epilog = __("The books are in %(outdir)s.")
    default_translator_class = TypstTranslator
    supported_remote_images = False  # they are fetched, as for LaTeX, or warned of
    supported_image_types: ClassVar[list[str]] = [
        *("image/svg+xml", "application/pdf", "image/png"),
        *("image/jpeg", "image/gif", "image/webp"),
    ]

    def init(self) -> None:
        """Begin with no page: which pages there are depends on the book."""
        self.docnames: set[str] = set()

    def get_outdated_docs(self) -> str:
        """Return what is written: a book is always written as a whole."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page, which the translator turns into a label.

        Raises:
            NoUri: The page is not in the book.
        """
        if docname not in self.docnames and docname != "genindex":
            raise NoUri(docname, typ)
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the address of a page, which is the same from everywhere in a book."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write every book.

        Raises:
            SphinxError: A start page does not exist.
        """
        root = self.config.root_doc
        for entry in self.config.typst_documents or [{"name": root}]:
            book = {key: self.localised(value) for key, value in entry.items()}
            start = book.setdefault("start", root)
            if start not in self.env.all_docs:
                raise SphinxError(f"typst_documents: there is no page {start!r} to start with.")
            book.setdefault("title", self.env.titles[start].astext())
            with progress_message(__("processing %s") % f"{book['name']}.pdf", nonl=False):
                self.write_book(book)

    def localised(self, value: str | dict[str, str]) -> str:
        """Return the form of a value in the language of the build, or else its first form."""
        if isinstance(value, str):
            return value
        return value.get(self.config.language) or next(iter(value.values()))

    def write_book(self, book: dict[str, str]) -> None:
        """Write one book: its Typst source with all that belongs to it, and the PDF."""
        self.images = {}
        if "opening" in book:  # what links to the start page says its title in the book
            self.env.titles[book["start"]] = nodes.title("", book["opening"])
        tree = self.assemble(book["start"])
        if "opening" in book:
            next(tree.findall(nodes.title)).children = [nodes.Text(book["opening"])]
        self.post_process_images(tree)
        translator = self.create_translator(tree, self)
        assert isinstance(translator, TypstTranslator)  # for the type checker
        tree.walkabout(translator)

        folder = Path(self.outdir, "typst", book["name"])
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "images").mkdir(parents=True)
        shutil.copy(TEMPLATE, folder)
        for image, name in self.images.items():
            shutil.copy(Path(self.srcdir, image), folder / "images" / name)
        if "cover" in book:
            shutil.copy(Path(self.confdir, book["cover"]), folder)
        styles = "#let styles = (:)\n"
        if self.config.typst_styles:
            styles = Path(self.confdir, self.config.typst_styles).read_text(encoding="utf-8")
        (folder / "styles.typ").write_text(styles, encoding="utf-8")
        parts = [self.head(book, translator), translator.astext(), self.index(translator)]
        source = folder / "book-source.typ"
        source.write_text("\n".join(parts), encoding="utf-8")
        self.typeset(source, Path(self.outdir, f"{book['name']}.pdf"))

    def assemble(self, start: str) -> nodes.document:
        """Return the doctree of a page and of all that its toctrees lead to, resolved.

        The pages of a toctree come after the text of the page that the toctree stands on, and in
        a wrapper that keeps the caption: a captioned toctree of the start page is a part.
        """
        self.docnames.clear()
        tree = self.env.get_doctree(start)
        for toctree in tree.findall(addnodes.toctree):
            toctree.parent["caption"] = toctree.get("caption")
        tree = inline_all_toctrees(self, self.docnames, start, tree, str, [start])
        self.docnames.add(start)
        tree["docname"] = start
        for parent in tree.findall(nodes.Element):
            for child in parent.children:
                child.parent = parent  # inlining moves the children of a page, not this
        for wrapper in [*tree.findall(nodes.compound)]:
            if "toctree-wrapper" in wrapper["classes"]:
                page = above(wrapper, PAGE)
                wrapper.parent.remove(wrapper)
                page.append(wrapper)
        self.leave_out(tree)
        self.put_answers_last(tree)
        self.place_index(tree)
        self.env.resolve_references(tree, start, self)
        return tree

    def leave_out(self, tree: nodes.document) -> None:
        """Remove what ``typst_leave_out`` names, but no answer."""
        names = set(self.config.typst_leave_out)
        for node in [*tree.findall(nodes.Element)]:
            own = {*node.get("ids", ()), *node.get("classes", ()), node.get("design_component")}
            if names & own and "answer" not in node.get("container_classes", ()):
                alone = isinstance(node.parent, nodes.paragraph) and len(node.parent) == 1
                whole = node.parent if alone else node
                whole.parent.remove(whole)

    def put_answers_last(self, tree: nodes.document) -> None:
        """Move each dropdown with the class ``answer`` to a chapter of its own at the end."""
        chapter = nodes.section("", nodes.title("", _("Answers")), ids=["answers"], unnumbered=1)
        pages: list[str] = []
        for answer in [*tree.findall(nodes.container)]:
            if "answer" in answer.get("container_classes", ()):
                title = above(answer, nodes.section)[0].astext()
                pages.append(above(answer, PAGE)["docname"])
                answer.parent.remove(answer)
                chapter += [nodes.rubric("", title), *answer.children[1:]]
        if pages:
            wrapper = [*tree.findall(nodes.compound)][-1]
            wrapper += addnodes.start_of_file("", chapter, docname=pages[0])

    def place_index(self, tree: nodes.document) -> None:
        """Let each entry of the index lead to where its word stands first in its section."""
        self.entries = defaultdict[str, list[Any]](list)
        for number, node in enumerate([*tree.findall(addnodes.index)]):
            section: Any = node.parent
            page = above(node, PAGE)["docname"]
            for kind, text, to, main, key in node["entries"]:
                word = text.partition(";")[0].casefold()
                listed = isinstance(section, nodes.section)
                within = [section[0], *section.findall(nodes.paragraph)] if listed else []
                places = (one for one in within if word in one.astext().casefold())
                if (place := next(places, section[0])) is not section[0]:
                    to = f"index:{number}:{word}"
                    place["ids"].append(to)
                self.entries[page].append((kind, text, to, main, key))

    def head(self, book: dict[str, str], translator: TypstTranslator) -> str:
        """Return the beginning of the Typst source: the settings of the template."""
        language, _sep, region = self.config.language.replace("-", "_").partition("_")
        formats, address = self.config.numfig_format, self.config.html_baseurl
        cover = Path(book["cover"]).name if "cover" in book else ""
        colophon = [
            string(line.replace("{address}", address))
            for line in book.get("colophon", "").split("\n")
            if line and (address or "{address}" not in line)
        ]
        words = {
            **{key: _(key.title()) for key in ("contents", "figures", "tables")},
            **{key: formats[key] for key in ("figure", "table")},
        }
        settings = {
            **{key: string(book.get(key, "")) for key in ("title", "subtitle", "author")},
            "edition": string(book.get("edition", self.config.release)),
            "cover": f"image({string(cover)}, width: 100%)" if cover else "none",
            "colophon": f"({''.join(f'{line}, ' for line in colophon)})",
            "lang": string(language),
            "region": string(region) if len(region) == 2 else "none",
            "words": f"({''.join(f'{key}: {string(word)}, ' for key, word in words.items())})",
            "dated": "auto" if "SOURCE_DATE_EPOCH" in os.environ else "none",
        }
        options = [f"  {name}: {value},\n" for name, value in settings.items()]
        looks = [f"#let {name} = text.with({look})\n" for look, name in translator.looks.items()]
        return (
            '#import "book.typ": *\n#import "styles.typ": styles\n'
            "#let styled = styled.with(styles)\n"
            f"#let pageref = pageref.with({string(_('page'))})\n"
            f"{''.join(looks)}#show: book.with(\n{''.join(options)})\n"
        )

    def index(self, translator: TypstTranslator) -> str:
        """Return the index in Typst, or nothing if the pages hold no entry."""

        def pages(links: list[tuple[str | None, Any]]) -> str:
            labels = [translator.label_of(str(uri)) for _main, uri in links]
            return "".join(f"{string(label)}, " for label in labels if label)

        letters = []
        known: Any = SimpleNamespace(index_domain=SimpleNamespace(entries=self.entries))
        index = IndexEntries(SimpleNamespace(domains=known))  # type: ignore[arg-type]
        for letter, entries in index.create_index(self):
            lines = []
            for word, (links, inner, _key) in entries:
                below = [f"({string(w)}, ({pages(ls)})), " for w, ls in inner if pages(ls)]
                if below or pages(links):
                    lines.append(f"  ({string(word)}, ({pages(links)}), ({''.join(below)})),\n")
            if lines:
                letters.append(f"({string(letter)}, (\n{''.join(lines)})),\n")
        return f"#book-index({string(_('Index'))}, ({''.join(letters)}))\n" if letters else ""

    def typeset(self, source: Path, target: Path) -> None:
        """Make a PDF of Typst source.

        Raises:
            TypesettingError: Typst cannot set the source, or the result would not be accessible.
        """
        try:
            pdf, warnings = typst.compile_with_warnings(
                str(source),
                root=str(source.parent),
                ignore_system_fonts=True,  # the same bytes on every machine
                pdf_standards=["ua-1"],
                timestamp=int(os.environ.get("SOURCE_DATE_EPOCH", "0")),
            )
        except typst.TypstError as error:
            hints = "".join(f"\nHint: {hint}" for hint in error.hints)
            page = self.page_at(source, error.diagnostic)
            raise TypesettingError(f"{page}{error.message}{hints}\n{error.diagnostic}") from error
        for warning in warnings:
            page = self.page_at(source, warning.diagnostic)
            logger.warning("%s%s", page, warning.message, type="typst_pdf")
        new = source.with_name(target.name)
        new.write_bytes(pdf)
        new.replace(target)  # in one step: nobody opens half a book

    @staticmethod
    def page_at(source: Path, diagnostic: str) -> str:
        """Return the page and line, with a colon, that Typst's report is about, if it tells."""
        place = re.search(rf"{re.escape(source.name)}:(\d+)", diagnostic)
        if not place:
            return ""
        lines = source.read_text(encoding="utf-8").split("\n")[: int(place[1])]
        marks = re.findall(r"/\* (\S+:\d+) \*/", "\n".join(lines))
        return f"{marks[-1]}: " if marks else ""
