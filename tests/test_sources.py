"""Sources: quotations and figures are those of the source."""

import re
import shutil
import subprocess
import sys
import tomllib
from fractions import Fraction
from pathlib import Path

import pytest
from checked_prose.sources import FIGURE, SCALES
from conftest import ROOT
from test_examples import Project
from test_unbound import BIB, SETTINGS

SOURCE = """
read = "copy"
at = "example.org"
date = 2026-11-24

[[excerpts]]
place = "paragraph 1"
text = "Centres that answer calls from clients, or [...] 'help lines' of others."

[[excerpts]]
name = "share"
place = "table 2"
text = "41 percent of centres"
value = 41
unit = "%"

[[excerpts]]
name = "revenue"
place = "table 3"
text = "revenue of US$6.7bn"
value = 6.7e9
unit = "US$"

[[excerpts]]
name = "seats"
place = "table 4"
text = "about 33,000 seats"
value = 33000
unit = "seats"
"""
MALAY = 'read = "original"\nat = "example.org"\ndate = 2026-11-24\nlanguage = "ms"\n'
MALAY += '[[excerpts]]\nplace = "1"\ntext = "bilangan pekerja"\n'

RIGHT = """
It is for {quote}`centres that answer calls` {cite}`source`. {quote}`or ... 'help lines'`, it says
{cite}`source`. They are {figure}`41% <source#share>`, {figure}`41 per cent <source#share>`,
{figure}`US$6.7 billion <source#revenue>`, {figure}`33,000 <source#seats>` {cite}`source`.

| {quote}`bilangan pekerja <malay>` | {cite}`source` |
| --- | --- |
| {cite}`source` | no one said {quote}`calls from clients` {cite}`malay,source` |
"""
QUOTED = r"\{quote\}`[^`<]*?\b(\w{4,})\b[^`]*`"
NUMBERED = r"\{figure\}`[^`<]*?(\d)(?=[\d%, .]*(?:\w+ )?<)"
# A role, and what the warning says of it.
WRONG = {
    "{quote}`centres that answer letters` {cite}`source`": "is not what the source says. The "
    'nearest that is kept of it: "Centres that answer calls from clients, or [...] ',
    "{quote}`bilangan pekerja` {cite}`source`": "is not what the source says",
    "{quote}`calls from ... centres that` {cite}`source`": "is not what the source says",
    "{quote}`of whom nothing is kept` {cite}`other`": "has no excerpt to compare it with. Exp"
    "ected docs/sources/other.toml",
    "{quote}`without any citation`": "has no excerpt to compare it with",
    "{figure}`42% <source#share>`": "is not the figure of the source: 41 %. It says: '41 percent "
    "of centres' (docs/sources/source.toml)",
    "{figure}`41 <source#share>`": "is not the figure of the source",
    "{figure}`RM6.7 billion <source#revenue>`": "is not the figure of the source",
    "{figure}`US$6.7 million <source#revenue>`": "is not the figure of the source",
    "{figure}`33,001 <source#seats>`": "is not the figure of the source",
    "{figure}`many <source#seats>`": "is not the figure of the source",
    "{figure}`33,000 <source#desks>`": "names no figure of the source. Kept of it: share, rev",
    "{figure}`33,000 <nothing#seats>`": "has no excerpt to compare it with. Expected docs/",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """Return a project and the warnings of its HTML build."""
    wrong = "\n\n".join(f"Some text\nin {role}." for role in WRONG)
    pages = {"right": RIGHT, "wrong": wrong}
    pages["index"] = "```{toctree}\n:glob:\n*\n```\n\n```{bibliography}\n```"
    files = {f"docs/{name}.md": f"# Start\n\n{text.strip()}\n" for name, text in pages.items()}
    bib = "\n".join(BIB.replace("source", key) for key in ("source", "malay", "other"))
    files |= {"docs/b.bib": bib, "docs/sources/source.toml": SOURCE}
    files["docs/sources/malay.toml"] = MALAY
    project = Project(tmp_path_factory.mktemp("sources")).write(files, SETTINGS)
    status, _, warnings = project.build("html", "-d", "_build/doctrees")
    assert status == 0
    return project, warnings


@pytest.mark.parametrize("role", WRONG)
def test_what_the_source_does_not_say_is_reported_at_its_line(
    role: str, built: tuple[Project, str]
) -> None:
    line = 4 + 3 * list(WRONG).index(role)
    kind, words = re.match(r"\{(\w+)\}`(.*?)(?: <|`)", role).groups()  # type: ignore[union-attr]
    expected = f"docs/wrong.md:{line}: WARNING: {kind}: {words!r} {WRONG[role]}"
    assert expected in built[1].replace("\\'", "'"), built[1]


def test_what_the_source_says_is_not_reported(built: tuple[Project, str]) -> None:
    assert not re.findall(r"right\.md:\d+: WARNING: (?:quote|figure)", built[1])


def test_a_wrong_quotation_is_reported_again_though_no_page_is_read(
    built: tuple[Project, str],
) -> None:
    _, _, again = built[0].build("doctest", "-d", "_build/doctrees")
    assert again.count("WARNING: figure: ") == built[1].count("WARNING: figure: ") == 8


def test_words_of_another_language_are_marked(built: tuple[Project, str]) -> None:
    page = (built[0].root / "_build/html/right.html").read_text("utf-8")
    assert re.findall(r'<span[^>]*lang="ms"[^>]*>(.*?)</span>', page) == ["“bilangan pekerja”"]


WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
NUMBERS = {word: str(number) for number, word in enumerate(WORDS.split(), 1)}
NUMBERS |= {"half": "0.5", "sixth": "6", "lima": "5", "sepuluh": "10"}


def test_the_figure_of_an_excerpt_stands_in_its_words() -> None:
    wrong = []
    for path in sorted((ROOT / "docs" / "sources").glob("*.toml")):
        for one in tomllib.loads(path.read_text("utf-8")).get("excerpts", ()):
            if isinstance(one.get("value", ""), int | float):  # a fraction is in words
                found = set()
                text = re.sub(
                    r"\w+", lambda word: NUMBERS.get(word[0].lower(), word[0]), one["text"]
                )
                text = re.sub(r"(?<=\d)\s*(?:bn\b|-billion)", " billion", text)
                text = re.sub(r"(?<=\d)\s*(?:m\b|mn\b|mln\b|-million)", " million", text)
                text = re.sub(r"(?<=\d) (?=\d{3}\b)", "", text.replace("a hundred", "100"))
                text = re.sub(r"(\d+) hundred", r"\g<1>00", text)
                for match in FIGURE.finditer(text):
                    number = Fraction(match["number"].replace(",", ""))
                    found |= {number, number * 10 ** SCALES.get(match["scale"] or "", 0)}
                if Fraction(str(one["value"])) not in found:
                    wrong.append((path.name, one["value"], one["text"]))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.slow
def test_a_changed_quotation_or_figure_fails_on_ten_pages(tmp_path: Path) -> None:
    """One word of a quotation, and one digit of a figure, on each of ten pages of the handbook."""
    copy = tmp_path / "copy"
    ignored = shutil.ignore_patterns(".git", ".venv*", "_build", "__pycache__", ".*_cache")
    shutil.copytree(ROOT, copy, ignore=ignored)
    expected: list[str] = []
    for page in sorted((copy / "docs").rglob("*.md")):
        if "_ext" in page.parts:
            continue
        text = page.read_text("utf-8")
        places = [re.search(pattern, text) for pattern in (QUOTED, NUMBERED)]
        if not all(places) or len(expected) == 20:
            continue
        for place in sorted(filter(None, places), key=lambda place: -place.start()):
            kind, new = ("quote", "other") if "quote" in place[0] else ("figure", "7")
            line = 1 + text.count("\n", 0, place.start())
            expected.append(f"{page.relative_to(copy)}:{line}: WARNING: {kind}: ")
            text = text[: place.start(1)] + new + text[place.end(1) :]
        page.write_text(text, "utf-8")
    assert len(expected) == 20
    command = [sys.executable, "-m", "sphinx", "-c", ".", "-q", "-b", "dummy", "docs", "_build"]
    built = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    missing = [place for place in expected if place not in built.stderr]
    assert not missing, "\n".join([*missing, built.stderr])
    assert built.stderr.count("The nearest that is kept") >= 10
