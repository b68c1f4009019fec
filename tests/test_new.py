"""`make page` and `make case` begin what the checks then ask to be written, and harm nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, edit


def new(root: Path, kind: str, **names: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "new.py"), kind]
    environment = {"PATH": os.environ["PATH"], **names}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def slip(root: Path) -> str:
    """Return what the check of the files says, in its first line."""
    command = [sys.executable, "tools/check_files.py"]
    checked = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return checked.stderr.partition("\n")[0]


def test_a_page_is_begun_in_its_place_and_asks_to_be_written(copy: Path) -> None:
    made = new(copy, "page", NAME="concepts/some-thing", TITLE="Some thing")
    assert made.returncode == 0, made.stderr
    assert "make read" in made.stdout
    index = (copy / "docs/index.md").read_text(encoding="utf-8")
    assert "concepts/how-it-works\nconcepts/some-thing\n```" in index
    page = copy / "docs/concepts/some-thing.md"
    text = page.read_text(encoding="utf-8")
    assert "\n# Some thing\n" in text
    line = 1 + text.partition("FILL IN")[0].count("\n")
    assert slip(copy).startswith(f"docs/concepts/some-thing.md:{line}: the page is not written")
    page.write_text(text.replace("FILL IN", "Start"), encoding="utf-8")
    assert slip(copy) == ""


def test_a_case_is_begun_in_both_files_and_asks_to_be_written(copy: Path) -> None:
    made = new(copy, "case", NAME="Smith & Sons (Penang)")
    assert made.returncode == 0, made.stderr
    assert "still to be filled in: year, sources, call_centre, bpo, lines." in slip(copy)
    cases = copy / "snippets/cases.toml"
    edit(cases, 'year = "FILL IN"', "year = 2020")
    edit(cases, 'sources = ["FILL IN"]', 'sources = ["jetblue"]')
    edit(cases, 'call_centre = "FILL IN"', 'call_centre = "never"')
    edit(cases, 'bpo = "FILL IN"', 'bpo = "never"')
    assert "still to be filled in: lines." in slip(copy)
    edit(cases, 'work = "FILL IN"', 'work = "payroll"')
    assert "bpo: 'never' is said here, but the facts below give 'depends'" in slip(copy)
    edit(
        cases,
        'bpo = "never"\nlines = [\n    { work = "payroll"',
        'bpo = "depends"\nlines = [\n    { work = "payroll"',
    )
    assert slip(copy).startswith("docs/guide/cases.md:")
    page = (copy / "docs/guide/cases.md").read_text(encoding="utf-8")
    assert page.index("### Smith & Sons (Penang)\n") < page.index("## See also\n")


@pytest.mark.parametrize(
    ("kind", "names", "said"),
    [
        ("page", {"NAME": "concepts/bpo"}, "there is such a page already"),
        ("page", {"NAME": "concepts/../../x"}, "expected a folder"),
        ("page", {"NAME": "/tmp/x"}, "expected a folder"),
        ("page", {"NAME": "concept/x"}, "concepts, differences, guide, reference"),
        ("page", {}, "expected a folder"),
        ("page", {"NAME": "concepts/x", "TITLE": "{claim}`x`"}, "expected plain words"),
        ("case", {"NAME": "GECIS"}, "there is such a case already"),
        ("case", {"NAME": 'x"\nyear = 1'}, "expected the name of an organisation"),
        ("case", {}, "expected the name of an organisation"),
        ("term", {}, "Usage"),
    ],
)
def test_what_cannot_be_begun_changes_nothing(
    copy: Path, kind: str, names: dict[str, str], said: str
) -> None:
    def files() -> dict[Path, bytes]:
        found = [*(copy / "docs").rglob("*.md"), *(copy / "snippets").glob("*.toml")]
        return {path: path.read_bytes() for path in found}

    before = files()
    made = new(copy, kind, **names)
    assert made.returncode == 1
    assert said in made.stderr
    assert "Traceback" not in made.stderr
    assert files() == before
