"""The packages that know nothing of this handbook, in another: about bicycles, built alone."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, edit
from pypdf import PdfReader

PACKAGES = ("classified", "docs/_ext/checked_prose", "docs/_ext/typst_pdf")
SUBJECT = re.compile(r"BPO|call.?cent|outsourc|operation|organi[sz]ation", re.IGNORECASE)
PAGE = "docs/index.md"
WRONG = {
    "no racing bicycle is electric": (
        "every tandem is electric",
        "claim: 'every tandem is electric' is false. For example: riders: two, drive: legs",
    ),
    "Wheels lends tandems": (
        "Wheels is electrc",
        "claim: 'Wheels is electrc' can't be judged. sentence: 'is electrc' is not in the",
    ),
    "Others need not be": (
        "A motor is heavy. Others need not be",
        "unbound: 'A motor is heavy.' holds no claim, value or citation",
    ),
    "one behind the other": (
        "one beside the other",
        "quote: 'two saddles, one beside the other' is not what the source says",
    ),
    "{figure}`12%": (
        "{figure}`13%",
        "figure: '13%' is not the figure of the source: 12 %",
    ),
}


@pytest.fixture
def bicycles(tmp_path: Path) -> Path:
    """Return a copy of the handbook about bicycles, with the packages beside it and no more."""
    root = tmp_path / "handbook"
    shutil.copytree(ROOT / "tests/bicycles", root)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, root / Path(package).name)
    return root


def build(root: Path, builder: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sphinx", "-c", ".", "-n", "-W", "--keep-going", "-q"]
    command += ["-b", builder, "-d", "_build/read", "docs", f"_build/{builder}"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def test_another_handbook_has_pages_and_a_book_and_is_checked(bicycles: Path) -> None:
    for builder in "html", "typst_pdf", "doctest":
        built = build(bicycles, builder)
        assert (built.returncode, built.stderr) == (0, "")
    report = (bicycles / "_build/doctest/output.txt").read_text("utf-8")
    assert re.search(r"^index +4 examples +3 claims +1 values", report, re.M)
    page = (bicycles / "_build/html/index.html").read_text("utf-8")
    soup = BeautifulSoup(page, "html.parser")
    for link in soup.select(".claim .mark"):
        assert soup.select_one(str(link["href"])), "the mark leads to the list of claims"
    text = " ".join(soup.get_text(" ").split())
    for said in (
        "The facts give 14 bicycles.",
        "“two saddles, one behind the other”",
        "no: {racing bicycle} & {electric bicycle} == ∅",
        "is: Wheels in {shop with tandems}: always touring, two parcels",
    ):
        assert said in text
    (book,) = (bicycles / "_build/typst_pdf").glob("*.pdf")
    printed = " ".join(" ".join(page.extract_text() for page in PdfReader(book).pages).split())
    assert "A race is ridden by legs alone: no racing bicycle is electric" in printed


def test_what_is_wrong_in_another_handbook_fails_at_its_line(bicycles: Path) -> None:
    for old, (new, _) in WRONG.items():
        edit(bicycles / PAGE, old, new)
    lines = (bicycles / PAGE).read_text("utf-8").splitlines()
    built = build(bicycles, "html")
    assert built.returncode == 1
    assert built.stderr.count("WARNING: ") == len(WRONG)
    for new, said in WRONG.values():
        (line,) = (number for number, text in enumerate(lines, 1) if new in text)
        assert f"{PAGE}:{line}: WARNING: {said}" in built.stderr


def test_the_packages_name_nothing_of_this_handbook() -> None:
    for package in PACKAGES:
        paths = [path for path in (ROOT / package).rglob("*.*") if path.suffix != ".pyc"]
        assert paths
        for path in paths:
            text = path.read_text("utf-8")
            assert not SUBJECT.search(text), path
            assert not re.search(r"^\s*(?:from|import) snippets\b", text, re.M), path
