"""The command line: what it prints, how it ends, and that it needs nothing but Python."""

import json
import subprocess
import sys
from typing import Any

import pytest
from conftest import ROOT

START = f"""
import runpy, sys
sys.path.append({str(ROOT)!r})
runpy.run_module("snippets", run_name="__main__", alter_sys=True)
"""


def run(*words: str) -> tuple[int, str]:
    """Run it without any installed package; return its exit code and what it printed."""
    command = [sys.executable, "-I", "-S", "-c", START, *words]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.returncode, done.stdout.strip()


def asked(*words: str) -> tuple[int, Any]:
    code, printed = run("--json", *words)
    return code, json.loads(printed)


@pytest.mark.parametrize("said", ["Every call centre is BPO", "Setiap pusat panggilan ialah BPO."])
def test_a_false_sentence_has_a_counterexample_in_either_language(said: str) -> None:
    code, printed = run(said)
    shown = "work: customer service, gets: process, for whom: own enterprise, channels: voice"
    assert (code, printed) == (1, f"false\nfor example: {shown}")
    assert asked(said) == (
        1,
        {"form": "every", "subject": "call centre", "predicate": "BPO operation"}
        | {"true": False, "shown": shown},
    )


def test_a_true_sentence_may_come_in_several_words() -> None:
    assert run("No", "in-house", "call", "centre", "is", "BPO") == (0, "true")


def test_an_operation_is_classified() -> None:
    code, printed = run("work=payroll", "gets=process", "for_whom=client")
    assert (code, printed.split("\n")[0]) == (0, "other BPO")
    facts = ["work=customer service", "gets=process", "for_whom=own group", "channels=voice"]
    code, found = asked(*facts)
    assert code == 0
    assert found["cells"] == ["in-house call centre"]
    assert found["bpo"] == {
        "verdict": "never",
        "because": {"for_whom": "own group"},
        "rules": ["R2"],
        "missing": [],
    }
    assert found["otherwise"]["outsourcing for some bank supervisors"] == "always"


def test_what_is_not_known_is_asked() -> None:
    code, found = asked("work=payroll", "for_whom=client")
    assert code == 3
    assert found["cells"] == ["other BPO", "neither"]
    assert (found["bpo"]["verdict"], found["bpo"]["missing"]) == ("depends", ["gets"])


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("work=payrol", "Nearest: 'payroll'"),
        ("wrk=payroll", "Nearest: 'work'"),
        ("Every call centr is BPO", "Nearest: 'call centre'"),
        ("Setiap pusat pangilan ialah BPO", "Nearest: 'pusat panggilan'"),
        ("Call centres are what BPO is", "Nearest: "),
    ],
)
def test_what_cannot_be_read_gets_the_nearest(word: str, nearest: str) -> None:
    code, printed = run(word)
    assert code == 2
    assert nearest in printed
    assert asked(word) == (2, {"error": printed})


def test_without_a_word_it_says_how_it_is_used() -> None:
    assert run()[0] == 2
    code, printed = run("--help")
    assert code == 0
    assert "Exit code: 0" in printed
