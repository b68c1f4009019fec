"""Build the site, the book, or the report on all examples, into _build.

Usage: python tools/build.py html|pdf|doctest|quick LANGUAGE...

Whatever was changed since the last build, and however that ended, the result is that of a build
from nothing. ``docs/_ext/rebuild.py`` sees to what is read; here it is thrown away after a build
that failed or was broken off. The site is written beside the old one, and takes its place when it
is whole.
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path

from sphinx.cmd.build import main as build

sys.path.insert(0, str(Path("docs", "_ext")))

from check_files import check
from rebuild import fingerprint

BUILD = Path("_build")
SITE, NEW = BUILD / "html", BUILD / "html.new"
BOOKS = {"en": "bpo-and-call-centre.pdf", "ms": "bpo-dan-pusat-panggilan.pdf"}


def sphinx(builder: str, language: str, output: Path, *options: str) -> None:
    """Build an edition from what is already read, if that can be relied on; exit if it fails.

    A page that was read with a warning would be silent the next time, and a builder that is
    killed leaves half of its files. ``-a`` has every catalogue compiled, whatever its date.
    """
    doctrees = BUILD / "doctrees" / language
    reliable = doctrees / "reliable"
    if not reliable.exists():
        shutil.rmtree(doctrees, ignore_errors=True)
    reliable.unlink(missing_ok=True)
    command = ["-c", ".", "-n", "-W", "--keep-going", "-q", "-a", "-b", builder, *options]
    if address := os.environ.get("SITE_URL", "").removesuffix("/"):
        command += ["-D", f"html_baseurl={below(address, language)}/"]
    command += ["-D", f"language={language}", "-d", str(doctrees), "docs", str(output)]
    status = build(command)
    if status:
        sys.exit(status)
    reliable.touch()


def below(root: str, language: str) -> str:
    """Return where an edition stands: English at the root, any other in a folder below it."""
    return root if language == "en" else f"{root}/{language}"


def build_site(languages: list[str]) -> None:
    """Build the site, and then the book, which takes longer."""
    shutil.rmtree(NEW, ignore_errors=True)
    for language in languages:
        # In an empty folder all pages are written. Beside old ones Sphinx would keep the address
        # of an old style sheet, and pages that are no longer there.
        output = Path(below(str(NEW), language))
        sphinx("html", language, output, "-A", f"book={BOOKS[language]}")
        if (old := BUILD / "pdf" / BOOKS[language]).exists():
            shutil.copy(old, below(str(NEW), language))
    from data import write  # the build has put the logic on the path

    write(NEW / "data")
    replace_site()
    print(f"Built {SITE}/index.html", flush=True)
    for language in languages:
        book, target = build_book(language), Path(below(str(SITE), language), BOOKS[language])
        shutil.copy(book, target.with_suffix(".new"))
        target.with_suffix(".new").replace(target)


def replace_site() -> None:
    """Put the new site in the place of the old one: in one step, where the system can do it."""
    old = BUILD / "html.old"
    shutil.rmtree(old, ignore_errors=True)
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2), which Linux has
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if SITE.exists() and (not rename or rename(here, bytes(NEW), here, bytes(SITE), exchange)):
        SITE.rename(old)
    if not SITE.exists():
        NEW.rename(SITE)
    for folder in NEW, old:
        shutil.rmtree(folder, ignore_errors=True)


def build_book(language: str) -> Path:
    """Set the book of an edition, unless all is as it was; return its path."""
    book = BUILD / "pdf" / BOOKS[language]
    stamp = book.with_suffix(".made_of")
    given = (os.environ.get(name, "") for name in ("SOURCE_DATE_EPOCH", "SITE_URL"))
    made_of = " ".join([fingerprint(pages=True), *given])
    if not (book.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == made_of):
        stamp.unlink(missing_ok=True)
        sphinx("typst_pdf", language, book.parent)
        stamp.write_text(made_of, encoding="utf-8")
        print(f"Built {book}")
    return book


def run_examples(language: str) -> None:
    """Run all examples and judge all claims; print how many each page has."""
    output = BUILD / "doctest" / language
    sphinx("doctest", language, output)
    report = (output / "output.txt").read_text(encoding="utf-8")
    print(report[report.index("Examples of each page") :], end="")
    from snippets.proposition import WANTING  # the build has put it on the path

    if WANTING:
        print(f"\nTerms that want their Malay words: {len(WANTING)} ({', '.join(WANTING)})")


def check_edit(language: str) -> None:
    """Follow all links, terms and citations, then run all examples; write no page."""
    sphinx("dummy", language, BUILD / "dummy" / language)
    run_examples(language)


if __name__ == "__main__":
    _, goal, *editions = sys.argv
    if wrong := check(*editions):
        sys.exit(wrong)
    if goal == "html":
        build_site(editions)
    else:
        for edition in editions:
            {"pdf": build_book, "doctest": run_examples, "quick": check_edit}[goal](edition)
