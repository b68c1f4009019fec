"""The decision guide, used in a browser, against the logic."""

import random
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import guide
import pytest
from conftest import edit, sphinx
from guide import ASKED, slug, term
from playwright.sync_api import Browser, Page, expect

from snippets.answer import Verdict, ask, verdict_of
from snippets.bpo import bpo
from snippets.call_centre import call_centre
from snippets.concept import where
from snippets.decide import also_called, classify, label
from snippets.definitions import otherwise
from snippets.neighbours import NEIGHBOURS
from snippets.operation import QUESTIONS, VALUES, FactError
from snippets.overlap import CELLS
from snippets.rules import RULES

GUIDE = "guide/decide.html"
OUTSIDE = "neither a call centre nor BPO"
WORDS = {"always": "yes", "never": "no", "depends": "it depends"}
# Every combination of answers; a browser is asked about some.
CHOICES = list(product(*((None, *VALUES[field]) for field in ASKED)))
SOME = random.Random(1).sample(CHOICES, 3000)

# Returns what the page shows, in words, for each of many choices of options. The window's address,
# which the browser is slow to change, is left alone; the link holds the same.
SHOWN = """choices => {
    const seen = (part, name) => [...part.querySelectorAll(`[data-show=${name}] > *`)]
        .filter(one => !one.closest("[hidden]")).map(one => one.textContent);
    const questions = [...document.querySelectorAll(".guide select")];
    history.replaceState = () => {};
    return choices.map(choice => {
        questions.forEach((question, place) => { question.value = choice[place]; });
        questions[0].dispatchEvent(new Event("change", {bubbles: true}));
        const guide = document.querySelector(".guide");
        return {
            cells: seen(guide, "cells"), conflict: seen(guide, "conflict"),
            terms: seen(guide, "terms"), others: seen(guide, "others"),
            answers: [...guide.querySelectorAll("[data-concept]")].map(part =>
                ["verdict", "because", "rules", "missing"].map(name => seen(part, name))),
            idle: [...guide.querySelectorAll("[data-idle]")].filter(one => !one.hidden)
                .map(one => one.dataset.idle),
            address: guide.querySelector("[data-link]").hash,
        };
    });
}"""


def facts_of(choice: tuple[str | None, ...]) -> dict[str, str]:
    return {field: value for field, value in zip(ASKED, choice, strict=True) if value}


@pytest.mark.parametrize(
    "choices", [SOME, pytest.param(CHOICES, marks=pytest.mark.slow)], ids=["some", "all"]
)
def test_the_table_has_what_the_logic_says(choices: list[tuple[str | None, ...]]) -> None:
    """What a reader would be shown, by number."""
    table = guide.make_table()
    places = {
        field: {None: 0} | {v: n + 1 for n, v in enumerate(VALUES[field])} for field in ASKED
    }
    verdicts = list(Verdict)
    for choice in choices:
        node = table["root"]
        for field, value in zip(ASKED, choice, strict=True):
            node = table["nodes"][node][places[field][value]]
        cells, answers, terms, others, conflict, _ = table["results"][node]
        facts = facts_of(choice)
        things = where(**facts)
        assert bool(conflict) is not bool(things)
        if not things:
            assert not (cells or answers or terms or others)
            continue
        assert cells == tuple(n for n, cell in enumerate(CELLS) if not things.isdisjoint(cell))
        assert [NEIGHBOURS[n].name for n in terms] == also_called(things)
        assert [verdicts[table["answers"][n][0]] for n in answers] == [
            verdict_of(concept, things) for concept in (call_centre, bpo)
        ], facts
        assert [
            (guide.OTHERS[n], Verdict.NEVER if no else Verdict.ALWAYS) for n, no in others
        ] == [(one.concept, verdict) for one, verdict in otherwise(**facts)], facts


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(address + GUIDE)
    yield page
    page.close()


@pytest.mark.slow
def test_the_page_shows_what_the_logic_says(page: Page) -> None:
    choices = [[slug(value) if value else "" for value in choice] for choice in SOME]
    for choice, shown in zip(SOME, page.evaluate(SHOWN, choices), strict=True):
        facts = facts_of(choice)
        assert shown["address"] == (
            "#" + urlencode({f: slug(v) for f, v in facts.items()})
        ).rstrip("#")
        cells, answers, others = expected(facts)
        assert [cell.replace(OUTSIDE, "neither") for cell in shown["cells"]] == cells, facts
        for answer in shown["answers"]:
            answer[2] = [rule.split(",")[0] for rule in answer[2]]
        assert shown["answers"] == answers, facts
        assert shown["others"] == others, facts
        names = {concept.name: term(concept) for concept in NEIGHBOURS}
        assert shown["terms"] == [names[name] for name in also_called(where(**facts))], facts
        assert bool(shown["conflict"]) is not bool(cells)


def expected(facts: dict[str, str]) -> tuple[object, ...]:
    """Return the cells, answers and dissent to be shown; nothing if the facts contradict."""
    try:
        cells = list(classify(**facts).cells)
    except FactError:
        return [], [[[], [], [], []]] * 2, []
    answers = []
    for concept in call_centre, bpo:
        answer = ask(concept, **facts)
        reasons = sorted(answer.because, key=ASKED.index)
        said = {field: label(field, frozenset({facts[field]})) for field in reasons}
        missing = sorted(answer.missing, key=ASKED.index)
        answers.append(
            [
                [WORDS[answer.verdict]],
                [f"{QUESTIONS[field]} {said[field]}" for field in reasons],
                list(answer.numbers),
                [QUESTIONS[field] for field in missing],
            ]
        )
    others = [f"{term(one.concept)}: {WORDS[verdict]}" for one, verdict in otherwise(**facts)]
    return cells, answers, others


def test_a_question_that_can_change_nothing_says_so(page: Page) -> None:
    def idle(**facts: str) -> set[str]:
        choice = [slug(facts[field]) if field in facts else "" for field in ASKED]
        (shown,) = page.evaluate(SHOWN, [choice])
        return set(shown["idle"])

    assert idle() == set()
    assert "channels" in idle(work="payroll", gets="tool")
    assert "place" not in idle(work="payroll", gets="tool")  # there are terms for places
    assert "channels" in idle(work="manufacturing", gets="product", for_whom="client")


def test_whoever_supplies_is_told_that_the_buyer_does_the_work(page: Page) -> None:
    told = page.get_by_text("This is the supplier's own operation.")
    expect(told).to_be_hidden()
    page.select_option("#guide-gets", "staff")
    expect(told).to_be_visible()
    page.select_option("#guide-gets", "process")
    expect(told).to_be_hidden()


def test_a_line_of_work_is_kept_and_another_described(page: Page) -> None:
    page.select_option("#guide-work", "payroll")
    page.select_option("#guide-gets", "process")
    page.select_option("#guide-for_whom", "client")
    page.get_by_role("button", name="Keep this line of work").click()
    kept = page.locator(".guide-kept li")
    expect(kept).to_have_text("payroll, the work done, client: other BPO")
    expect(page.locator("#guide-work")).to_have_value("")
    expect(page.locator("#guide-work")).to_be_focused()
    kept.get_by_role("link").click()
    expect(page.locator("#guide-work")).to_have_value("payroll")


def test_an_address_can_be_shared(page: Page, browser: Browser, address: str) -> None:
    page.select_option("#guide-work", "payroll")
    page.select_option("#guide-gets", "process")
    page.select_option("#guide-for_whom", "client")
    page.select_option("#guide-channels", "")
    assert page.url == address + GUIDE + "#work=payroll&gets=process&for_whom=client"
    link = page.get_by_role("link", name="Link to this answer")
    assert link.evaluate("link => link.href") == page.url
    other = browser.new_page()
    other.goto(page.url)
    assert other.locator(".guide-cells").inner_text().split("\n") == ["other BPO"]
    assert other.locator("#guide-work").input_value() == "payroll"
    # Another answer, opened in the same window, replaces the first.
    other.goto(address + GUIDE + "#work=dispatch")
    expect(other.locator("#guide-work")).to_have_value("dispatch")
    expect(other.locator("#guide-for_whom")).to_have_value("")
    other.close()


def test_the_link_can_be_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + GUIDE + "#work=payroll")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_text("copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.select_option("#guide-place", "same-country")
    expect(page.get_by_text("copied")).to_be_hidden()
    context.close()


def test_what_the_address_holds_too_much_is_named(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + GUIDE + "#work=payrol&for_whom=client&x=1")
    shown = page.locator("[data-show=unknown] li")
    assert shown.all_inner_texts() == ["work=payrol", "x=1"]
    assert page.locator("#guide-for_whom").input_value() == "client"  # what is known is kept
    assert page.locator(".guide-cells > *").all_inner_texts() == [
        "outsourced call centre",
        "other BPO",
        OUTSIDE,
    ]
    page.select_option("#guide-work", "payroll")
    expect(shown).to_have_count(0)
    # An address that leads to a section holds no answers.
    page.goto(address + GUIDE + "#before-you-ask")
    expect(page.locator("#guide-work")).to_have_value("payroll")
    page.close()


def test_the_keyboard_is_enough(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + GUIDE)
    page.locator("#guide-work").focus()
    for typed in "payroll", "the work", "client", "no contacts", "distant":
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")  # past what the answers mean
    facts = "work=payroll&gets=process&for_whom=client&channels=none&place=distant-country"
    assert page.url.endswith(f"#{facts}")
    assert page.locator(".guide-verdict[role=status]").inner_text().split("\n")[-1] == "other BPO"
    focused = page.locator(":focus")
    assert focused.inner_text() == "Start again"
    assert focused.evaluate("one => getComputedStyle(one).outlineWidth") == "3px"
    page.keyboard.press("Enter")
    expect(page.locator("#guide-work")).to_have_value("")
    expect(page).to_have_url(address + GUIDE)
    reached = []
    for _ in range(6):
        page.keyboard.press("Tab")
        reached.append(page.locator(":focus").inner_text())
    assert reached == [
        "Keep this line of work, and describe another",
        "outsourced call centre",
        "in-house call centre",
        "other BPO",
        "Link to this answer",
        "Copy the link",
    ]
    page.close()


@pytest.mark.parametrize("written", ["work=Customer%20Service", "WORK=customer-service&amp;x="])
def test_an_address_may_be_a_little_damaged(written: str, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{GUIDE}#for_whom=client&amp;{written}")
    assert page.locator("#guide-work").input_value() == "customer-service"
    assert page.locator("#guide-for_whom").input_value() == "client"
    assert page.locator("[data-show=unknown] li").count() == 0
    page.close()


def test_a_link_that_may_not_be_copied_is_shown(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject()")
    page.goto(address + GUIDE + "#work=payroll")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("[data-link]")).to_have_text(page.url)
    expect(page.locator("[data-copied]")).to_be_hidden()
    page.close()


@pytest.mark.parametrize(
    ("width", "height", "size", "near"),
    [(360, 640, 100, True), (640, 360, 100, True), (360, 640, 200, False)],
)
def test_on_a_phone_the_cell_stays_in_sight_and_covers_no_question(
    width: int, height: int, size: int, near: bool, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address + GUIDE)
    page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
    verdict = "document.querySelector('.guide-verdict').getBoundingClientRect()"
    assert page.evaluate(f"{verdict}.bottom > innerHeight")  # there is no answer yet
    page.select_option("#guide-for_whom", "client")
    page.select_option("#guide-work", "telemarketing")
    for field in ASKED:
        page.locator(f"#guide-{field}").focus()
        question = "document.activeElement.getBoundingClientRect()"
        # It takes some time to scroll there.
        page.wait_for_function(f"() => {question}.bottom <= Math.min(innerHeight, {verdict}.top)")
        if near:
            page.wait_for_function(f"() => {verdict}.bottom <= innerHeight + 1")
    page.close()


def test_without_script_and_on_paper_the_tree_and_the_table_serve(
    browser: Browser, address: str
) -> None:
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(address + GUIDE)
    printed = browser.new_page()
    printed.goto(address + GUIDE)
    expect(printed.locator(".guide")).to_be_visible()
    printed.emulate_media(media="print")
    for page in plain, printed:
        expect(page.locator(".guide")).to_be_hidden()
        expect(page.locator("figure.decision-tree")).to_be_visible()
        expect(page.locator("#every-way table, table#every-way").first).to_be_visible()
    printed.goto(address + GUIDE + "#work=payroll")  # what was answered is printed too
    expect(printed.locator(".guide-cells")).to_be_visible()
    expect(printed.locator(".guide-share")).to_be_hidden()
    plain.close()
    printed.close()


def test_the_script_holds_no_word_of_the_page(page: Page, site: Path) -> None:
    script = (site / "_static/guide.js").read_text(encoding="utf-8")
    code = "\n".join(line.partition("//")[0] for line in script.splitlines())
    shown = page.locator(".guide").inner_text().split("\n")
    assert len(shown) > 20
    assert not [line for line in shown if len(line) > 3 and line in code]
    for rule in RULES:
        assert rule not in code


@pytest.mark.slow
def test_a_term_that_the_glossary_lacks_is_a_warning(copy: Path) -> None:
    edit(copy / "docs/reference/glossary.md", "help desk\n    An", "help bench\n    An")
    built = sphinx("html", copy, copy / "_build")
    assert re.search(
        r"docs/guide/decide\.md:\d+: WARNING: decision-guide: 'help desk' is not in", built.stderr
    )
