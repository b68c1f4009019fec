"""What scripts add to a page: cards beside links, the quiz's buttons, the field of a table."""

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ends
from playwright.sync_api import Browser, Page, expect

KINDS = {
    "a term": ("a[href*='#term-offshoring']", "offshoring\n"),
    "a rule": ("a[href*='#theorem-t2']", "T2: place and machines change nothing\n"),
    "a source": (".bibtex-citation a", "OECD, 2004\n"),
    "a claim": (
        ".claim .mark",
        "in-house work is sometimes done abroad\nChecked over all 301,200 possible operations",
    ),
}


@pytest.fixture
def page(browser: Browser, guarded: str) -> Iterator[Page]:
    """Return the page of terms, on which there are links of each kind."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{guarded}concepts/neighbours.html")
        yield page


def words_of_cards(site: Path) -> dict[str, list[str]]:
    """Return what the cards say, by the address that a link leads to."""
    cards: dict[str, list[str]] = {}
    for path in sorted((site / "_static").glob("cards-*.js")):
        script = path.read_text(encoding="utf-8")
        cards |= json.loads(script.removeprefix("Object.assign(globalThis.cards, ")[:-3])
    return cards


def test_every_link_to_what_has_a_card_finds_it(site: Path) -> None:
    cards = words_of_cards(site)
    assert all(all(words) for words in cards.values())
    wanted = set()
    for path in site.glob("*/*.html"):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        folder = path.relative_to(site).parent.as_posix()
        for link in soup.select("article a[href*='#']"):
            address = posixpath.normpath(posixpath.join(folder, str(link["href"])))
            if re.search(r"^reference/(glossary\.html#term|bibliography|claims|rules)", address):
                wanted.add(address)
    assert len(wanted) > 300
    assert not wanted - cards.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_shows_what_a_link_leads_to(kind: str, page: Page) -> None:
    selector, words = KINDS[kind]
    link, card = page.locator(f"article {selector}").first, page.locator("#card")
    link.hover()
    expect(card).to_be_visible()
    assert card.inner_text().replace("\n\n", "\n").startswith(words)
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 1280
    card.hover()  # it stays while it is pointed at
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_the_keyboard_opens_a_card_that_is_said_once(page: Page) -> None:
    link = page.locator("article a[href*='#term-offshoring']").first
    page.locator("article h1").click()
    while not link.evaluate("(link) => link === document.activeElement"):
        page.keyboard.press("Tab")
    expect(page.locator("#card")).to_be_visible()
    expect(page.locator("#announced")).to_have_text(page.locator("#card").inner_text())
    assert link.get_attribute("aria-describedby") is None


def test_a_finger_opens_a_card_first(browser: Browser, guarded: str) -> None:
    phone = {"width": 360, "height": 700}
    with browser.new_context(viewport=phone, has_touch=True) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{guarded}concepts/neighbours.html")
        page.locator("article a[href*='#term-offshoring']").first.tap()
        expect(page.locator("#card")).to_be_visible()
        expect(page).to_have_url(ends("neighbours.html"))
        page.locator("#card a").tap()
        page.wait_for_url("**/reference/glossary.html#term-offshoring")


def test_the_quiz_knows_the_right_answers(page: Page, guarded: str) -> None:
    page.goto(f"{guarded}guide/quiz.html")
    questions = page.locator(".quiz")
    answers = page.locator("details.answer:has(.value)")
    assert questions.count() == answers.count() == 11
    expected = []
    for number in range(questions.count()):
        right = answers.nth(number).locator(".value").first.text_content() or ""
        question = questions.nth(number)
        if not question.get_by_role("button", name=right, exact=True).count():
            right = "a fact is missing"
        expected.append(right)
        question.get_by_role("button", name=right, exact=True).click()
        assert "✓ Right" in question.inner_text()
        assert answers.nth(number).get_attribute("open") is not None
    assert set(expected) == {
        item.strip() for item in page.locator(".choices li").all_text_contents()
    }
    assert "11/11" in page.locator(".quiz-score").inner_text()
    page.reload()
    assert "11/11" in page.locator(".quiz-score").inner_text(), "kept while the tab is open"
    page.evaluate("sessionStorage.clear()")
    page.reload()
    wrong = next(choice for choice in expected if choice != expected[0])
    questions.first.get_by_role("button", name=wrong, exact=True).click()
    assert "✗ Not so" in questions.first.inner_text()
    questions.first.get_by_role("button", name=expected[0], exact=True).click()
    assert "0/1" in page.locator(".quiz-score").inner_text()  # the first answer counts


def test_a_long_table_is_cut_down_to_the_rows_that_hold_the_words(
    page: Page, guarded: str
) -> None:
    page.goto(f"{guarded}guide/cases.html")
    rows = page.locator(".table-wrapper").first.locator("tbody tr")
    shown = page.locator(".table-wrapper").first.locator("tbody tr:visible")
    field = page.get_by_role("searchbox", name="Only rows with").first
    field.fill("in-house")
    assert 0 < shown.count() < rows.count()
    assert all("in-house" in row for row in shown.all_inner_texts())
    assert f"{shown.count()}/{rows.count()}" in page.locator(".filter").inner_text()
    field.fill("")
    assert shown.count() == rows.count()
    page.goto(f"{guarded}reference/claims.html")
    field.fill("neighbouring terms never")
    terms = page.locator("#checked-claims > dl > dt:visible")
    assert 0 < terms.count() < page.locator("#checked-claims > dl > dt").count()
    assert all(
        "never" in text
        for text in terms.locator("xpath=following-sibling::dd[1]").all_inner_texts()
    )


def test_a_card_of_a_claim_says_in_words_how_it_was_judged(page: Page, site: Path) -> None:
    cards = words_of_cards(site)
    said = [" ".join(cards[address]) for address in cards if "claims.html#" in address]
    assert len(said) > 50
    assert not [text for text in said if re.search(r"[{}∅]|[<!=]=| & ", text)]
    judged = {"never": "none is an exception.", "is a BPO provider": "by the facts of the case:"}
    page.goto(page.url.replace("concepts/neighbours", "concepts/bpo"))
    for form, words in judged.items():
        page.locator(".claim", has_text=form).locator(".mark").first.hover()
        expect(page.locator("#card")).to_contain_text(words)


@pytest.mark.parametrize("name", ["glossary", "bibliography"])
def test_terms_and_sources_can_be_jumped_to_by_letter_and_filtered(
    name: str, page: Page, guarded: str
) -> None:
    page.goto(f"{guarded}reference/{name}.html")
    entries = page.locator("dl.glossary > dt, .citation p:first-of-type:not(.back)")
    firsts = {text.strip()[0].upper() for text in entries.all_inner_texts()}
    letters = page.get_by_role("navigation", name="Letters").get_by_role("link")
    shown = letters.all_inner_texts()
    assert {letter for letter in shown if len(letter) == 1} <= firsts
    assert shown == sorted(shown)
    letters.get_by_text("S", exact=True).click()
    target = page.locator(":target")
    assert target.locator("p").or_(target).first.inner_text().upper().startswith("S")
    expect(target).to_be_in_viewport()
    field = page.get_by_role("searchbox", name="Only entries with")
    field.fill("philippine")
    left = page.locator("dl.glossary > dt:visible, .citation:visible")
    assert 0 < left.count() < entries.count()
    assert f"Shown: {left.count()}/" in page.locator(".filter").inner_text() or name == "glossary"
    field.fill("")
    assert left.count() == entries.count()


def test_sources_are_sorted_under_the_names_and_years_by_which_they_are_cited(site: Path) -> None:
    page = BeautifulSoup((site / "reference/bibliography.html").read_text("utf-8"), "html.parser")
    entries = page.select(".citation")
    labels = [entry.select_one(".label").text.strip("[]") for entry in entries]  # type: ignore[union-attr]
    assert [label.casefold() for label in labels] == sorted(label.casefold() for label in labels)
    assert len({*labels}) == len(labels)
    for label, entry in zip(labels, entries, strict=True):
        name, _, year = label.rpartition(", ")
        begins = entry.p.text  # type: ignore[union-attr]
        assert begins.startswith(re.split(" and | et al", name)[0].split(",")[0])
        assert f" ({year}). " in begins
    cited = BeautifulSoup(
        (site / "reference/official-codes.html").read_text("utf-8"), "html.parser"
    )
    for link in cited.select(".bibtex-citation a"):
        anchor = str(link["href"]).partition("#")[2]
        label = page.select_one(f"#{anchor} .label")
        assert label and label.text.strip("[]") == link.text


def test_a_source_says_where_it_is_cited(site: Path) -> None:
    page = site / "reference/bibliography.html"
    entries = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select(".citation")
    assert len(entries) > 200
    told = {
        (str(entry["id"]), posixpath.normpath(f"reference/{link['href']}"))
        for entry in entries
        for link in entry.select(".back a")
    }
    citing = set()
    for path in [*site.glob("*.html"), *site.glob("*/*.html")]:
        text = path.read_text(encoding="utf-8")
        for key in re.findall(r"bibliography\.html#(source-[\w-]+)", text):
            citing.add((key, path.relative_to(site).as_posix()))
    assert told == citing
