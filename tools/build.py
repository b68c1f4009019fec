"""Build the site, the book, or the report on all examples, into _build.

Usage: python tools/build.py html|pdf|doctest|quick|translations LANGUAGE...

Whatever was changed since the last build, and however that ended, the result is that of a build
from nothing. ``docs/_ext/rebuild.py`` sees to what is read; here it is thrown away after a build
that failed or was broken off. The site is written beside the old one, and takes its place when it
is whole. Each edition is built in a process of its own, all at once: what Sphinx loads of one
language, the next in its process would speak.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from subprocess import Popen
from typing import Any

from sphinx._cli.util import errors
from sphinx.cmd.build import main as build

sys.path.insert(0, ".")
sys.path.insert(0, str(Path("docs", "_ext")))

from check_files import check as check_files
from rebuild import fingerprint

BUILD = Path("_build")
SITE, NEW = BUILD / "html", BUILD / "html.new"
BOOKS = {"en": "bpo-and-call-centre.pdf", "ms": "bpo-dan-pusat-panggilan.pdf"}
TWINS = {"en": "../", "ms": "ms/"}  # where an edition stands, seen from the other
COUNTED = ("examples", "claims", "values")
NOT_OURS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
said_by_sphinx = errors.handle_exception


def refused(error: BaseException) -> str:
    """Return in a line what the system does not let us do, if that is what an error tells."""
    cause = error.__cause__ or error
    if isinstance(cause, shutil.Error) or getattr(cause, "errno", None) in NOT_OURS:
        place, reason = (getattr(cause, name, None) for name in ("filename", "strerror"))
        return f"Cannot build: {place or BUILD.absolute()}: {reason or cause}"
    return ""


def explain(error: BaseException, **options: Any) -> None:
    """Exit with that line, or let Sphinx tell its own."""
    if said := refused(error):
        sys.exit(said)
    said_by_sphinx(error, **options)


vars(errors)["handle_exception"] = explain  # which takes it for a fault of its own


def sphinx(builder: str, language: str, output: Path, *options: str) -> None:
    """Build an edition from what is already read, if that can be relied on; exit if it fails.

    A page that was read with a warning would be silent the next time, and a builder that is
    killed leaves half of its files.
    """
    doctrees = BUILD / "doctrees" / ("gettext" if builder == "gettext" else language)
    reliable = doctrees / "reliable"
    if not reliable.exists():
        shutil.rmtree(doctrees, ignore_errors=True)
    reliable.unlink(missing_ok=True)
    command = ["-c", ".", "-n", "-W", "--keep-going", "-q", "-b", builder, *options]
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


def together(goal: str, languages: list[str]) -> None:
    """Build the editions at once; exit if one fails. All hold the lock until they have ended."""
    if len(languages) == 1:
        return PARTS[goal](*languages)
    others = [[name for name in languages if name != language] for language in languages]
    command = [sys.executable, __file__, goal]
    editions = [
        Popen([*command, language, *twins], close_fds=False)
        for language, twins in zip(languages, others, strict=True)
    ]
    statuses = [edition.wait() for edition in editions]
    if any(statuses):
        sys.exit(1)


def build_site(languages: list[str]) -> None:
    """Build the site, and then the books, which take longer."""
    shutil.rmtree(NEW, ignore_errors=True)
    together("pages", languages)
    write_data()
    for language in languages:  # the same files, where its pages link to them
        beside = Path(below(str(NEW), language), "data")
        shutil.copytree(BUILD / "data", beside, copy_function=os.link)
    replace_site()
    print(f"Built {SITE}/index.html", flush=True)
    together("book", languages)
    for language in languages:
        new = Path(shutil.copy(BUILD / "pdf" / BOOKS[language], BUILD / "book.new"))
        new.replace(Path(below(str(SITE), language), BOOKS[language]))


def write_data() -> None:
    """Write the data files, unless all that they are made of is as it was."""
    stamp = BUILD / "data.made_of"
    glossary = (path for path in Path("docs").rglob("glossary.*") if path.suffix in (".md", ".po"))
    paths = sorted([*Path("tools").glob("*.py"), *glossary])
    texts = [path.read_text(encoding="utf-8") for path in paths]
    made_of = sha256("".join([fingerprint(pages=False), *texts]).encode()).hexdigest()
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == made_of):
        stamp.unlink(missing_ok=True)
        from data import write  # which reads the data that is checked before

        write(BUILD / "data")
        stamp.write_text(made_of, encoding="utf-8")


def build_pages(language: str, *twins: str) -> None:
    """Write the pages of an edition, with the book as it last was, into the new folder.

    There all pages are written. Beside old ones Sphinx would keep the address of an old style
    sheet, and pages that are no longer there.
    """
    output = Path(below(str(NEW), language))
    links = [f"-Atwin={TWINS[twin]}" for twin in twins]
    sphinx("html", language, output, "-A", f"book={BOOKS[language]}", *links)
    if (old := BUILD / "pdf" / BOOKS[language]).exists():
        shutil.copy(old, output)


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


def build_book(language: str, *twins: str) -> None:
    """Set the book of an edition, unless all is as it was."""
    book = BUILD / "pdf" / BOOKS[language]
    stamp = book.with_suffix(".made_of")
    given = (os.environ.get(name, "") for name in ("SOURCE_DATE_EPOCH", "SITE_URL"))
    made_of = " ".join([fingerprint(pages=True), *given])
    if not (book.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == made_of):
        stamp.unlink(missing_ok=True)
        sphinx("typst_pdf", language, book.parent)
        stamp.write_text(made_of, encoding="utf-8")
        print(f"Built {book}", flush=True)


def report(languages: list[str]) -> None:
    """Print what was counted on each page; exit if an edition has more than another."""
    counts = {}
    for language in languages:
        output = (BUILD / "doctest" / language / "output.txt").read_text(encoding="utf-8")
        print(output[output.index("Examples of each page") :], end="")
        rows = [line.split() for line in output.partition("====\n")[2].splitlines() if line]
        counts[language] = {
            (page, name): int(number)
            for page, *cells in rows
            for number, name in zip(cells[::2], cells[1::2], strict=False)
            if name in COUNTED
        }
    first, *others = languages
    wrong = [
        f"{page}: {counts[first].get((page, name), 0)} {name} in {first!r}, "
        f"{counts[other].get((page, name), 0)} in {other!r}"
        for other in others
        for page, name in sorted(counts[first].keys() | counts[other].keys())
        if counts[first].get((page, name)) != counts[other].get((page, name))
    ]
    if wrong:
        sys.exit("\n".join(wrong))
    from classified.proposition import WANTING

    if WANTING:
        print(f"\nTerms that want their Malay words: {len(WANTING)} ({', '.join(WANTING)})")


def update_translations(language: str, *twins: str) -> None:
    """Bring the catalogues of an edition up to date, and say what they want."""
    if language != "en":
        from translations import TEMPLATES, update

        shutil.rmtree(TEMPLATES, ignore_errors=True)
        sphinx("gettext", "en", TEMPLATES, "-D", "gettext_location=0")
        update(language)


def run_examples(language: str, *twins: str) -> None:
    """Run all examples and judge all claims.

    Of a translation, the catalogues are compared with the English messages first.
    """
    if language != "en":
        from translations import check  # which reads the data that is checked before

        if wrong := check(language):
            sys.exit("\n".join(wrong))
    sphinx("doctest", language, BUILD / "doctest" / language)


def check_edit(language: str, *twins: str) -> None:
    """Follow all links, terms and citations, then run all examples; write no page."""
    failed: SystemExit | None = None
    try:
        sphinx("dummy", language, BUILD / "dummy" / language)
    except SystemExit as error:
        failed = error
    run_examples(language)  # in any case: they say what they got
    if failed:
        raise failed


PARTS: dict[str, Callable[..., None]] = {
    "pages": build_pages,
    "book": build_book,
    "examples": run_examples,
    "edit": check_edit,
    "catalogues": update_translations,
}
GOALS = {"pdf": "book", "doctest": "examples", "quick": "edit", "translations": "catalogues"}


def main(goal: str, *editions: str) -> None:
    """Build a goal, or a part of it for one edition; exit if that fails."""
    if goal in PARTS:
        PARTS[goal](*editions)
    elif wrong := check_files(*editions):
        sys.exit(wrong)
    elif goal == "html":
        build_site([*editions])
    else:
        together(GOALS[goal], [*editions])
        if goal in {"doctest", "quick"}:
            report([*editions])


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except OSError as error:
        if said := refused(error):
            sys.exit(said)
        raise
