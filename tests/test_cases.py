"""Real organisations get the verdict that their sources support."""

import pytest
from conftest import ROOT

from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.cases import Case, case, cases
from snippets.operation import FactError


@pytest.mark.parametrize("one", cases().values(), ids=lambda one: one.name)
def test_verdicts_follow_from_the_facts(one: Case) -> None:
    assert one.runs(call_centre) is one.call_centre
    assert one.runs(bpo) is one.bpo
    assert sum(one.cells().values()) == 1


def test_the_page_shows_every_case_and_cites_its_sources() -> None:
    page = (ROOT / "docs" / "guide" / "cases.md").read_text(encoding="utf-8")
    for one in cases().values():
        assert f'case("{one.name}")' in page, one.name
        assert all(source in page for source in one.sources), one.name


def test_an_unknown_case_is_named() -> None:
    with pytest.raises(FactError, match=r"case: 'Skicom'.*Nearest: 'Scicom'"):
        case("Skicom")
