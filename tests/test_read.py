"""``make read``: the record takes sentences one at a time, and loses none."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from read import Rows, review

KEPT = {
    "page": {"Kept.": "", "Was so [adp-2010].": "", "Who answers?": "", "Call centres": "names"},
    "gone": {"Text.": ""},
}
ROWS: Rows = [
    (1, "Call centres", "unbound"),
    (3, "Kept.", "plain"),
    (5, "Is so [adp-2010].", "cited"),
    (7, "Outsourced call centres", "unbound"),
    (9, "Outsourced call centres", "unbound"),
    (11, "New.", "plain"),
]


def read(*answers: str) -> tuple[dict[str, str], list[str]]:
    """Return the record of the page, and what was shown."""
    shown: list[str] = []
    left = iter(answers)

    def ask(text: str) -> str:
        shown.append(text)
        return next(left)

    return review({"page": ROWS}, KEPT, ask).get("page", {}), shown


def test_each_new_sentence_is_shown_with_what_it_was_and_what_its_source_says() -> None:
    record, shown = read("yes", "n", "y")
    assert record == {
        "Call centres": "names",
        "Kept.": "",
        "Is so [adp-2010].": "",
        "Outsourced call centres": "names",
        "New.": "",
    }
    assert len(shown) == 3
    first = shown[0].splitlines()
    assert first[1:4] == [
        "docs/page.md:5",
        "  was: Was so [adp-2010].",
        "  now: Is so [adp-2010].",
    ]
    assert any(line.startswith("  adp-2010, ") and line.endswith('"') for line in first[4:-1])


@pytest.mark.parametrize(
    ("answers", "taken"),
    [
        (("no", "x", "x", "no"), set()),  # nor is a sentence taken without a reason it needs
        (("y", "y", "y", "y"), {"Is so [adp-2010].", "New."}),
        (("y", "quit"), {"Is so [adp-2010]."}),
        (("q",), set()),
    ],
)
def test_what_is_not_confirmed_is_not_kept(answers: tuple[str, ...], taken: set[str]) -> None:
    assert set(read(*answers)[0]) == taken | {"Call centres", "Kept."}


def test_it_takes_no_answers_from_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "sentences.json").write_text("{}", encoding="utf-8")
    command = [sys.executable, "tools/read.py", str(tmp_path)]
    given = "yes\n" * 9
    made = subprocess.run(
        command, cwd=ROOT, input=given, capture_output=True, text=True, check=False
    )
    assert made.returncode == 1
    assert made.stderr.startswith("A person has to read the sentences")
