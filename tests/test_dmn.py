"""The rules in DMN: an engine of others decides as the logic does, and an editor opens them."""

from itertools import product
from pathlib import Path

import pyDMNrules
import pytest
from conftest import ROOT, cannot_run
from decision_table import KEYS
from playwright.sync_api import Browser

from classified.answer import verdict_of
from classified.concept import where
from classified.facts import VALUES
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.overlap import CELLS

EDITOR = ROOT / ".ci" / "dmn-modeler.js"


@pytest.fixture(scope="module")
def engine(downloads: Path) -> pyDMNrules.DMN:
    found = pyDMNrules.DMN()
    assert not found.loadXML(str(downloads / "rules.dmn"))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("gets", ["", *VALUES["gets"]])
def test_the_engine_decides_as_the_logic_does(gets: str, engine: pyDMNrules.DMN) -> None:
    """For every row of the space, and for all that is known of it or not."""
    decided = 0
    for values in product(*(("", *VALUES[key]) if key != "gets" else [gets] for key in KEYS)):
        facts = {key: value for key, value in zip(KEYS, values, strict=True) if value}
        things = where(**facts)
        if not things:
            continue
        errors, steps = engine.decide({key: facts.get(key) for key in KEYS})
        assert not errors
        result = steps[-1]["Result"]
        cells = [cell.name for cell in CELLS if not things.isdisjoint(cell)]
        assert (result["call_centre"], result["bpo"], result["cell"]) == (
            verdict_of(call_centre, things),
            verdict_of(bpo, things),
            cells[0] if len(cells) == 1 else "depends",
        ), facts
        decided += 1
    assert decided > 1500


def test_an_editor_opens_the_file(downloads: Path, browser: Browser) -> None:
    if not EDITOR.exists():
        cannot_run("NO EDITOR OF DMN: .ci/run fetches it, or nobody has opened the rules")
    text = (downloads / "rules.dmn").read_text("utf-8")
    page = browser.new_page()
    page.set_content("<div id='editor' style='height: 600px'></div>")
    page.add_script_tag(path=EDITOR)
    warnings, views, saved = page.evaluate(
        """async text => {
            const editor = new DmnJS({ container: '#editor' });
            const { warnings } = await editor.importXML(text);
            const views = editor.getViews().map(view => [view.type, view.name]);
            return [warnings.map(String), views, (await editor.saveXML()).xml];
        }""",
        text,
    )
    page.close()
    assert not warnings
    assert views[1:] == [["decisionTable", name] for name in ("call_centre", "bpo", "cell")]
    assert saved.count("<rule ") == text.count("<rule ")
