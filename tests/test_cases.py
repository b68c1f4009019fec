"""Real organisations get the verdict that their sources support."""

import pytest
from conftest import ROOT

from classified.cases import case, cases
from classified.errors import FactError
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.cases import Case, overview


@pytest.mark.parametrize("one", cases().values(), ids=lambda one: one.name)
def test_verdicts_follow_from_the_facts(one: Case) -> None:
    assert one.runs(call_centre) == one.call_centre
    assert one.runs(bpo) == one.bpo


def test_an_organisation_is_in_the_cells_of_all_its_operations() -> None:
    assert case("Scicom").cells() == ("outsourced call centre", "neither")
    assert case("Teleperformance").cells() == ("outsourced call centre", "other BPO")


def test_what_the_sources_do_not_say_stays_open() -> None:
    for name in "MyGCC", "NHS 111":
        assert case(name).cells() == ("outsourced call centre or in-house call centre",)
    *its_own, sold = case("GECIS in 2004").cells()
    assert its_own == ["neither", "in-house call centre"]
    assert sold == "outsourced call centre or other BPO or neither"
    (row,) = (row for row in overview() if row[0] == "MyGCC")
    assert row[1:4] == ["2023", "yes", "not known"]


def test_the_page_shows_every_case_and_cites_its_sources() -> None:
    page = (ROOT / "docs" / "guide" / "cases.md").read_text(encoding="utf-8")
    for one in cases().values():
        assert f'case("{one.name}")' in page, one.name
        assert all(source in page for source in one.sources), one.name


def test_an_unknown_case_is_named() -> None:
    with pytest.raises(FactError, match=r"case: 'Skicom'.*Nearest: 'Scicom'"):
        case("Skicom")
