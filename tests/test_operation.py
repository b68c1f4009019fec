"""Operations, their facts, and the space of all of them."""

import subprocess
import sys
from itertools import product

import pytest
from conftest import ROOT

from snippets.operation import (
    CONTACT_WORK,
    KINDS,
    Channels,
    Direction,
    FactError,
    Operation,
    every_operation,
    value_of,
)

PAYROLL = {
    "work": "payroll",
    "for_whom": "client",
    "channels": "none",
    "direction": "none",
    "place": "same country",
    "site": "central",
}


def test_plain_words_become_facts() -> None:
    operation = Operation(**PAYROLL)  # type: ignore[arg-type]
    assert all(isinstance(getattr(operation, field), KINDS[field]) for field in KINDS)
    assert operation in every_operation()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"work": "payrol"},
            ["work", "'payrol'", "'finance and accounting'", "Nearest: 'payroll'"],
        ),
        ({"channels": "telephone"}, ["channels", "'telephone'", "'voice+text'", "Nearest:"]),
        ({"direction": "inbound"}, ["direction", "'inbound'", "channels 'none'"]),
        ({"channels": "voice"}, ["direction", "'none'", "channels 'voice'"]),
        ({"work": "telemarketing"}, ["channels", "'none'", "'telemarketing'", "'voice'"]),
        (
            {"work": "order taking", "channels": "voice", "direction": "both"},
            ["direction", "'both'", "'order taking'", "'inbound'"],
        ),
    ],
)
def test_bad_facts_are_named(change: dict[str, str], words: list[str]) -> None:
    with pytest.raises(FactError) as raised:
        Operation(**PAYROLL | change)  # type: ignore[arg-type]
    assert all(word in str(raised.value) for word in words), raised.value


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(FactError, match=r"fact: 'plaice'.*Nearest: 'place'"):
        value_of("plaice", "onshore")


def test_the_space_holds_every_combination_without_a_contradiction() -> None:
    for operation in every_operation():
        contacts = operation.channels is not Channels.NONE
        assert contacts == (operation.direction is not Direction.NONE)
        assert contacts or operation.work not in CONTACT_WORK
    silent = [work for work in KINDS["work"] if work not in CONTACT_WORK]
    combinations = len(list(product(KINDS["for_whom"], KINDS["place"], KINDS["site"])))
    assert sum(op.channels is Channels.NONE for op in every_operation()) == (
        len(silent) * combinations
    )


def test_loading_enumerates_nothing() -> None:
    """The space is made when it is first asked for, so that importing the logic is instant."""
    code = (
        "import snippets.organisation, snippets.official_codes, snippets.cases\n"
        "from snippets.operation import every_operation\n"
        "assert every_operation.cache_info().misses == 0"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
