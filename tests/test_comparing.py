"""Comparisons on the site: the pages of pairs, the chooser, and the search that leads to them."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from bs4 import BeautifulSoup
from comparing import NAMES, SLUGS, make_table
from conftest import HOSTILE, ROOT, edit, ends, sphinx
from playwright.sync_api import Browser, Page, expect
from test_accessibility import AXE, FOCUSED, RULES
from test_search import links

from classified.answer import Verdict
from classified.facts import QUESTIONS
from classified.language import render
from snippets.any_two import COMPARED, otherwise, relation, said, values, witness
from snippets.at_a_glance import differences

CHOOSER = "differences/any-two"
TERMS = [*COMPARED]
PAIRS = [*permutations(TERMS, 2)]
SIXTY = random.Random(60).sample(PAIRS, 60)
BYTES = 16 * 1024  # compressed: the script with its table
PAGES = {
    match[1]: tuple(match[2].split(", ")[:2])
    for path in sorted((ROOT / "docs/differences").glob("*.md"))
    for match in [
        re.match(
            r"(.*)\n(?:.*\n)*?```\{comparison\} (.*)", f"{path.stem}\n{path.read_text('utf-8')}"
        )
    ]
    if match
}
# What people ask, and the page of the pair; each is asked in reverse too.
ASKED = """
    BPO vs KPO = bpo-and-kpo
    BPO vs ITO = bpo-and-ito
    IT outsourcing or business process outsourcing = bpo-and-ito
    BPO versus RPO = bpo-and-rpo
    BPO vs outsourcing = bpo-and-outsourcing
    shared services vs BPO = bpo-and-shared-services
    GCC vs BPO = bpo-and-captive-centre
    captive center or BPO = bpo-and-captive-centre
    contact center vs BPO = bpo-and-contact-centre
    staff augmentation vs BPO = bpo-and-staffing
    call center vs contact center = call-centre-and-contact-centre
    help desk vs call center = call-centre-and-help-desk
    helpdesk or callcentre = call-centre-and-help-desk
    answering service vs call center = call-centre-and-answering-service
    telemarketing vs call centers = call-centre-and-telemarketing
    inbound vs outbound call center = inbound-and-outbound-call-centre
    in-house vs outsourced call center = in-house-and-outsourced-call-centre
    in-house vs outsourcing = in-house-and-outsourcing
    outsourcing vs offshoring = outsourcing-and-offshoring
    nearshore vs offshore = nearshore-and-offshore
    captive centre vs shared services = captive-centre-and-shared-services
    knowledge process outsourcing vs LPO = kpo-and-lpo
    RPO vs staffing = rpo-and-staffing
    front office vs back office = front-office-and-back-office
    call centre vs BPO = at-a-glance
    BPO vs pusat panggilan = at-a-glance
"""
QUERIES = [line.strip().split(" = ") for line in ASKED.strip().splitlines()]


@pytest.fixture(scope="module")
def table(site: Path) -> dict[str, Any]:
    """Return the table of the chooser, as the page holds it."""
    soup = BeautifulSoup((site / f"{CHOOSER}.html").read_text("utf-8"), "html.parser")
    found: dict[str, Any] = json.loads(soup.select_one(".any-two script").string)  # type: ignore[union-attr,arg-type]
    return found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page on which nothing may go wrong."""
    wrong: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
    assert not wrong


def operation(one: str, other: str, verdict: Verdict) -> str:
    """Return an operation as it is shown."""
    case, *words = witness(one, other, verdict)
    return ", ".join(words) + (f", as at {case}" if case else "")


def shown(one: str, other: str) -> dict[str, Any]:
    """Return what the logic says of two terms, in the words that are shown."""
    a, b = NAMES[one], NAMES[other]
    parts = {
        f"{a}, but not {b}": (one, other, Verdict.NEVER),
        f"{a} and {b}": (one, other, Verdict.ALWAYS),
        f"{b}, but not {a}": (other, one, Verdict.NEVER),
    }
    facts = ((asked, values(one, fact), values(other, fact)) for fact, asked in QUESTIONS.items())
    return {
        "said": [render(each, "en") for each in said(one, other)],
        "relation": relation(one, other),
        "parts": [f"{part}: {operation(*of)}" for part, of in parts.items() if witness(*of)],
        "facts": [f"{asked} {a}: {x}. {b}: {y}." for asked, x, y in facts if x != y],
        "rows": [" ".join(row) for row in differences((COMPARED[one], COMPARED[other]))[1:]],
        "others": [render(said(*pair)[0], "en") for pair in otherwise(one, other)],
    }


SHOWN = r"""(place) => {
    const straight = (part) => part.textContent.trim().replaceAll("\u2019", "'");
    const texts = (selector) => [...place.querySelectorAll(selector)].map(straight);
    return {
        said: texts("[data-show=said]")[0].split(". ").map((text) => text.replace(/[.]$/, "")),
        relation: [...place.querySelectorAll("svg")].filter((svg) => svg.checkVisibility())
            .map((svg) => svg.dataset.relation).join(),
        parts: texts("[data-show=parts] > li"),
        facts: texts("[data-show=facts] > li"),
        rows: [...place.querySelectorAll("[data-show=rows] > tr")]
            .map((row) => [...row.cells].map(straight).join(" ")),
        others: texts("[data-show=others] > li").map((text) => text.replace(/[.]$/, "")),
    };
}"""


CHOSEN = r"""name => [...document.querySelectorAll("[role=combobox]")]
    .map((box) => box.value).join(", ").replaceAll("\u2019", "'")"""


def address_of(one: str, other: str) -> str:
    return f"{CHOOSER}.html#{SLUGS[one]},{SLUGS[other]}"


# -- The table ------------------------------------------------------------------------------------


def test_the_table_has_of_every_pair_what_the_logic_says(table: dict[str, Any]) -> None:
    straight = [word.replace("\u2019", "'") for word in table["words"]]
    told = [[straight[word] for word in words] for words in table["told"]]
    for one, other in PAIRS:
        a, b = TERMS.index(one), TERMS.index(other)
        kind = table["kinds"][int(table["relations"][a][b])]
        assert kind == relation(one, other)
        for found, expected in (
            (table["only"][b][a], witness(one, other, Verdict.NEVER)),
            (table["both"][max(a, b)][min(a, b)], witness(one, other, Verdict.ALWAYS)),
        ):
            assert (told[found] if found >= 0 else []) == expected, (one, other)


def test_every_sentence_that_the_table_can_make_is_the_one_that_is_true(
    table: dict[str, Any],
) -> None:
    for one, other in PAIRS:
        pair = TERMS.index(one), TERMS.index(other)
        made = []
        for form, turned in table["said"][int(table["relations"][pair[0]][pair[1]])]:
            subject, predicate = pair[::-1] if turned else pair
            before, gap, between, end, after = table["shapes"][table["starts"][subject][form]]
            text = before + table["own"][subject][gap] + between + table["own"][predicate][end]
            text = text[0].upper() + text[1:] + after
            made.append(text.replace("\u2019", "'"))
        assert made == [render(each, "en") for each in said(one, other)]


def test_script_and_table_are_small(site: Path, table: dict[str, Any]) -> None:
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    script = (site / "_static" / "any-two.js").read_bytes()
    assert len(gzip.compress(text.encode(), 6)) + len(gzip.compress(script, 6)) < BYTES


def test_each_term_has_an_address_of_its_own() -> None:
    assert len({*SLUGS.values()}) == len(SLUGS)
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in SLUGS.values())


# -- The chooser ----------------------------------------------------------------------------------


def test_sixty_pairs_are_shown_as_the_logic_has_them(page: Page, address: str) -> None:
    page.goto(f"{address}{CHOOSER}.html")
    for one, other in SIXTY:
        page.evaluate("pair => { location.hash = pair; }", address_of(one, other).split("#")[1])
        page.wait_for_function(f"{CHOSEN} == name", arg=f"{NAMES[one]}, {NAMES[other]}")
        assert page.locator(".any-two").evaluate(SHOWN) == shown(one, other)


def test_terms_are_found_and_chosen_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}{CHOOSER}.html")
    first, second = page.locator("#any-two-1"), page.locator("#any-two-2")
    first.focus()
    page.keyboard.type("knowledge process")
    assert first.get_attribute("aria-expanded") == "true"
    option = page.locator("#any-two-list-1 [role=option]")
    assert option.all_inner_texts() == ["KPO"]
    assert first.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    assert first.input_value() == "KPO"
    assert first.get_attribute("aria-expanded") == "false"
    assert not page.locator("[data-result]").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.id") == "any-two-2"
    page.keyboard.press("ArrowDown")
    assert "KPO" not in page.locator("#any-two-list-2 [role=option]").all_inner_texts()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    active = page.locator("#any-two-list-2 [aria-selected=true]")
    assert active.inner_text() == page.locator("#any-two-list-2 li").last.inner_text()
    page.keyboard.press("Escape")
    assert not page.locator("#any-two-list-2").is_visible()
    page.keyboard.type("call center")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")  # opens the list again, at its first
    page.keyboard.press("Tab")
    assert second.input_value() == "call centre"
    assert page.locator("[data-show=said]").inner_text() == (
        "No KPO operation is a call centre. No call centre is a KPO operation."
    )
    expect(page).to_have_url(ends("#kpo,call-centre"))


def test_terms_are_chosen_swapped_and_left_with_the_mouse(page: Page, address: str) -> None:
    page.goto(f"{address}{address_of('BPO operation', 'call centre')}")
    page.locator("#any-two-2").click()
    page.get_by_role("option", name="help desk", exact=True).click()
    expect(page).to_have_url(ends("#bpo,help-desk"))
    page.get_by_role("button", name="Swap").click()
    assert page.locator(".any-two").evaluate(SHOWN) == shown("help desk", "BPO operation")
    expect(page).to_have_url(ends("#help-desk,bpo"))
    page.go_back()
    page.wait_for_function(f"{CHOSEN} == name", arg="BPO, help desk")
    page.locator("#any-two-1").fill("zeppelin")
    assert page.locator("[data-show=count]").inner_text() == "No term fits."
    page.locator("#any-two-1").blur()
    assert page.locator("#any-two-1").input_value() == "BPO"
    page.locator("#any-two-1").fill("callcentre")
    expect(page.locator("#any-two-list-1 [role=option]").first).to_have_text("call centre")
    page.locator("#any-two-1").fill("bpo")  # what is typed, before what only holds it
    page.locator("#any-two-1").press("Enter")
    assert page.locator("#any-two-1").input_value() == "BPO"


def test_the_link_leads_to_the_same_and_can_be_copied(browser: Browser, address: str) -> None:
    with browser.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{address}{address_of('ITO operation', 'BPO operation')}")
        link = page.get_by_role("link", name="Link to this comparison").evaluate("a => a.href")
        assert link == page.url
        page.get_by_role("button", name="Copy the link").click()
        page.locator("[data-copied]").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == link
        page.get_by_role("link", name="BPO and ITO", exact=True).first.click()
        expect(page).to_have_url(ends("bpo-and-ito.html"))


@pytest.mark.parametrize(
    "hostile", [*HOSTILE.values(), "bpo", "kpo,lpo", ""], ids=lambda word: word[:9]
)
def test_a_hostile_address_compares_nothing(hostile: str, silent: Page, guarded: str) -> None:
    for after in f"{hostile},bpo", f"bpo,{hostile}", f"{hostile},":
        silent.goto(f"{guarded}{CHOOSER}.html#{after}")
        assert silent.locator("#any-two-2").is_visible()
        assert not silent.locator("[data-result]").is_visible()
        assert silent.locator(".any-two :is(img, b)").count() == 0


def test_hostile_words_find_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}{CHOOSER}.html")
    for typed in "<b>x", "xz " * 30_000, "__proto__", "(*[":
        page.locator("#any-two-1").fill(typed)
        assert page.locator("[data-show=count]").inner_text() == "No term fits."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_result_or_an_open_list(
    scheme: str, page: Page, guarded: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(f"{guarded}{address_of('captive centre', 'shared services in the wide sense')}")
    page.evaluate(AXE_SCRIPT)
    for width in 320, 1280:
        page.set_viewport_size({"width": width, "height": 800})
        for open_list in False, True:
            page.locator("#any-two-1").press("ArrowDown" if open_list else "Escape")
            assert page.evaluate(AXE, RULES) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("#any-two-1").press("Escape")


def test_it_is_printed_without_what_is_for_the_screen(page: Page, address: str) -> None:
    page.goto(f"{address}{address_of('BPO operation', 'KPO operation')}")
    page.emulate_media(media="print")
    assert page.locator("[data-show=said]").is_visible()
    assert page.locator("[data-show=parts]").is_visible()
    assert not page.locator("#any-two-1").is_visible()
    assert not page.get_by_role("button", name="Copy the link").is_visible()


def test_without_scripts_the_pages_of_pairs_are_there(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}{CHOOSER}.html")
        assert "take one of the pages below" in page.locator("noscript").inner_text()
        assert not page.locator(".any-two").is_visible()
        page.get_by_role("link", name="BPO and KPO", exact=True).last.click()
        assert page.locator("svg[data-relation=whole]").is_visible()


@pytest.mark.parametrize("language", ["en", "ms"])
def test_the_american_spelling_finds_a_term_in_every_edition(language: str) -> None:
    also = make_table(language)["also"][[*COMPARED].index("call centre")]
    assert "center" in also.split()


# -- The pages of pairs ---------------------------------------------------------------------------


def test_there_are_about_twenty_and_each_is_listed() -> None:
    listed = (ROOT / f"docs/{CHOOSER}.md").read_text("utf-8")
    assert 20 <= len(PAGES) <= 25
    assert all(f"<{name}>" in listed for name in PAGES.keys() - {"at-a-glance"})
    assert len({frozenset(pair) for pair in PAGES.values()}) == len(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_the_logic_says(name: str, site: Path) -> None:
    soup = BeautifulSoup((site / f"differences/{name}.html").read_text("utf-8"), "html.parser")
    article = soup.select_one("article[role=main]")
    assert article
    expected = shown(*PAGES[name])
    claims = [" ".join(claim.get_text().split()) for claim in article.select(".claim")]
    straight = [claim.replace("\u2019", "'") for claim in claims]
    assert {*expected["said"], *expected["others"]} <= {*straight}
    figure = article.select_one("svg.any-two-circles")
    assert figure
    assert figure["data-relation"] == expected["relation"]
    assert figure["aria-label"] == f"{expected['said'][0]}."
    items = [" ".join(item.get_text().split()) for item in article.select("li")]
    lower = [item.replace("\u2019", "'").lower().removesuffix(".") for item in items]
    assert [part.lower() for part in expected["parts"]] == [
        item for item in lower if item in {part.lower() for part in expected["parts"]}
    ]
    assert {fact.lower().removesuffix(".") for fact in expected["facts"]} <= {*lower}
    rows = [" ".join(row.get_text(" ").split()) for row in article.select("tbody tr")]
    assert all(any(row.startswith(one) for row in rows) for one in expected["rows"])
    if name != "at-a-glance":
        assert soup.title
        assert ": the difference" in soup.title.get_text()


@pytest.mark.slow
def test_a_comparison_of_what_is_no_term_is_told_with_the_nearest(copy: Path) -> None:
    edit(copy / "docs/differences/bpo-and-kpo.md", "} BPO operation, KPO", "} BPO operation, KPPO")
    built = sphinx("dummy", copy, copy / "_build")
    assert "bpo-and-kpo.md" in built.stderr
    assert "Nearest: 'KPO operation'" in built.stderr


# -- The search -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[query for query, _ in QUERIES])
def test_a_question_about_two_terms_finds_their_comparison_first(
    query: str, expected: str, page: Page, address: str
) -> None:
    first, join, second = re.split(r" (vs|versus|or) ", query)
    for asked in (
        query,
        f"{second} {join} {first}",
        f"what is the difference between {first} and {second}?",
        f"{second} or {first}",
    ):
        assert links(page, address, asked)[0] == f"differences/{expected}.html", asked


@pytest.mark.parametrize("query", ["ITO vs LPO", "payroll or help desk", "chat desk versus BPO"])
def test_a_pair_without_a_page_leads_to_the_chooser(query: str, page: Page, address: str) -> None:
    found = links(page, address, query)[0]
    assert found.startswith(f"{CHOOSER}.html#")
    page.goto(f"{address}{found}")
    assert page.locator("[data-result]").is_visible()


@pytest.mark.parametrize(
    "query",
    ["outsourced call centre", "BPO", "BPO or", "BPO vs ITO vs KPO", "bpo and payroll law"],
)
def test_what_does_not_ask_about_two_terms_is_answered_as_before(
    query: str, page: Page, address: str
) -> None:
    assert not links(page, address, query)[0].startswith(f"{CHOOSER}.html#")
