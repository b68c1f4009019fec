"""What readers ask finds its page among the first three results, in either spelling."""

import re
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, Page

QUESTIONS = {
    "what is bpo": {"concepts/bpo"},
    "bpo meaning": {"concepts/bpo"},
    "is a call centre a bpo": {"differences/overlap"},
    "difference between bpo and call center": {"differences/at-a-glance", "index"},
    "contact centre vs call centre": {"concepts/neighbours"},
    "kpo meaning": {"concepts/neighbours"},
    "in house call centre": {"concepts/call-centre"},
    "captive centre": {"concepts/neighbours"},
    "shared services": {"concepts/neighbours"},
    "naics code call center": {"reference/official-codes"},
    "msic code call centre malaysia": {"reference/official-codes"},
    "is payroll outsourcing bpo": {"concepts/bpo"},
    "offshoring vs outsourcing": {"concepts/neighbours"},
    "inbound and outbound call centre": {"concepts/call-centre"},
    "work from home call centre agents": {"concepts/call-centre"},
    "help desk vs call centre": {"concepts/neighbours"},
    "is teleperformance a bpo": {"guide/cases"},
    "bpo companies examples": {"guide/cases"},
    "why do companies outsource": {"concepts/bpo"},
    "how to classify an operation": {"guide/decide"},
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page()


def results(page: Page, site: str, query: str) -> list[str]:
    """Return where the results lead, best first."""
    page.goto(f"{site}search.html?q={quote_plus(query)}")
    page.wait_for_function("Search.status?.innerText")
    links = page.locator("#search-results li > a")
    found = links.evaluate_all("links => links.map((link) => link.getAttribute('href'))")
    assert found, query
    return [str(link) for link in found]


def pages(links: list[str]) -> list[str]:
    return [link.partition(".html")[0] for link in links]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_finds_its_page(question: str, page: Page, address: str) -> None:
    links = results(page, address, question)
    found = pages([link for link in links if "#snippets." not in link])
    assert QUESTIONS[question] & {*found[:3]}, found
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("call center", "call centre"),
        ("Call Centers", "call centres"),
        ("callcenter", "call centre"),
        ("emergency call center", "emergency call centre"),
        ("captive center", "captive centre"),
        ("organization", "organisation"),
    ],
)
def test_american_spelling_finds_the_same(
    american: str, british: str, page: Page, address: str
) -> None:
    assert results(page, address, american) == results(page, address, british)


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ("what does RPO stand for", "RPO"),
        ("bpo full form", "bpo"),
        ("kpo definition", "kpo"),
        ("types of call centres", "call centres"),
        ("ito versus lpo", "ito lpo"),
    ],
)
def test_words_that_only_ask_leave_out_no_page(
    asked: str, subject: str, page: Page, address: str
) -> None:
    assert {*pages(results(page, address, asked))} == {*pages(results(page, address, subject))}


def test_a_word_that_no_page_has_does_not_hide_the_others(page: Page, address: str) -> None:
    query = "is telemarketing bpo by zeppelin"
    assert results(page, address, query) == results(page, address, "is telemarketing bpo by")


def test_the_site_opened_from_disk_can_be_searched(page: Page, site: Path, address: str) -> None:
    query = "offshoring vs outsourcing"
    assert results(page, f"{site.as_uri()}/", query) == results(page, address, query)


def test_an_object_of_the_interface_is_found_after_the_pages(page: Page, address: str) -> None:
    found = results(page, address, "classify")
    assert found[0] == "guide/decide.html"
    assert found[-1] == "reference/interface.html#snippets.decide.classify"


def test_excerpts_hold_no_code(page: Page, address: str) -> None:
    results(page, address, "payroll")
    page.wait_for_load_state("networkidle")
    excerpts = page.locator("#search-results p.context").all_inner_texts()
    assert excerpts
    assert not [excerpt for excerpt in excerpts if re.search(r">>> \w+[(.]", excerpt)]


@pytest.mark.parametrize("name", ["NAICS", "ISO 18295-1", "home agents", "Teleperformance"])
def test_an_entry_of_the_index_leads_to_a_heading_or_a_name(
    name: str, page: Page, address: str
) -> None:
    page.goto(f"{address}genindex.html")
    link = page.get_by_role("link", name=name, exact=True).first
    target = str(link.get_attribute("href"))
    assert not target.partition("#")[2].startswith(("index-", "id"))
    page.goto(f"{address}{target}")
    assert page.locator(f"[id='{target.partition('#')[2]}']").count() == 1
