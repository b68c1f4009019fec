"""The built site can be used by everyone: judged by axe, and tried with the keyboard alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from test_site import NAMES

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [*(f"{name}.html" for name in NAMES), "genindex.html", "py-modindex.html"]
MISSING = "no/such/page"
PAGES += ["search.html?q=centre", MISSING]
RULES = {"type": "tag", "values": STANDARD}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AXE = """async (rules) => {
    const options = {runOnly: rules, resultTypes: ["violations"], preload: false};
    const {violations} = await axe.run(options);
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target} ${n.html}`));
}"""
CONTRAST = """(colours) => axe.commons.color.getContrast(...colours.map((text) => {
    const colour = new axe.commons.color.Color();
    colour.parseString(text);
    return colour;
}))"""
FOCUSED = "document.activeElement"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of a new reader, who asks for no animation and has a wide screen."""
    with browser.new_context(
        reduced_motion="reduce", viewport={"width": 1280, "height": 800}
    ) as context:
        yield context.new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide(scheme: str, page: Page, guarded: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    rules = RULES if scheme == "light" else COLOURS  # nothing else differs in the dark
    found = []
    for name in PAGES:
        page.goto(guarded + name)
        page.evaluate(AXE_SCRIPT)
        for width in 320, 1280:
            page.set_viewport_size({"width": width, "height": 800})
            problems = page.evaluate(AXE, rules)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                problems.append("scrolls sideways")
            found += [f"{name}, {scheme}, {width} px: {problem}" for problem in problems]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", PAGES)
def test_the_skip_link_leads_to_the_content(name: str, page: Page, guarded: str) -> None:
    page.goto(guarded + name)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.matches('.skip-to-content')")
    assert page.evaluate(f"{FOCUSED}.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"Boolean({FOCUSED}.closest('#furo-main-content, footer'))")
    assert page.locator("main, [role=main]").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "selector"),
    [
        ("index", ".sidebar-search"),
        ("index", ".sidebar-tree a"),
        ("index", ".theme-toggle-content button"),
        ("index", "article a.reference"),
        ("index", ".claim .mark"),
        ("index", ".table-wrapper"),
        ("guide/register", "button.copybtn"),
        ("guide/decide", "#guide-find"),
        ("guide/quiz", "summary"),
    ],
)
def test_the_focus_can_be_seen(
    name: str, selector: str, scheme: str, page: Page, address: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(f"{address}{name}.html")
    page.evaluate(AXE_SCRIPT)
    page.keyboard.press("Tab")
    page.locator(selector).first.focus()
    style = page.evaluate(
        f"(({{opacity, visibility, outlineWidth, outlineStyle, outlineColor}}) => "
        f"[opacity, visibility, outlineStyle, parseFloat(outlineWidth), outlineColor])"
        f"(getComputedStyle({FOCUSED}))"
    )
    assert page.evaluate(f"{FOCUSED}.matches({selector!r})")
    assert style[:3] == ["1", "visible", "solid"]
    assert style[3] >= 2
    assert page.evaluate(CONTRAST, [style[4], page.evaluate(BACKGROUND)]) >= 3


def test_copying_keeps_the_focus_and_is_said_as_colours_and_filters_are(
    page: Page, address: str
) -> None:
    said = page.locator("#announced")
    page.goto(f"{address}guide/register.html")
    page.locator(".copybtn").first.press("Enter")
    expect(said).to_have_text(re.compile("Copied!|Failed to copy"))
    assert page.evaluate(f"{FOCUSED}.matches('.copybtn')")
    page.locator(".theme-toggle:visible").press("Enter")
    expect(said).to_have_text(re.compile("Colours: "))
    page.goto(f"{address}guide/cases.html")
    page.locator(".filter input").fill("zzz")
    expect(said).to_have_text(re.compile(r"Shown: 0/\d+"))


@pytest.mark.parametrize(
    ("switch", "drawer"), [("#__navigation", ".sidebar-drawer"), ("#__toc", ".toc-drawer")]
)
def test_the_drawers_of_a_phone_open_and_close_by_keyboard(
    switch: str, drawer: str, page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}index.html")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(f"{FOCUSED}.id"))
        assert page.evaluate(f"!{FOCUSED}.closest('.sidebar-drawer, .toc-drawer')")
    assert switch[1:] in reached
    page.locator(switch).focus()
    page.keyboard.press("Space")
    left, right = page.evaluate(
        f"(({{left, right}}) => [left, right])({FOCUSED}.getBoundingClientRect())"
    )
    assert page.evaluate(f"Boolean({FOCUSED}.closest({drawer!r}))")
    assert left >= 0
    assert right <= 360
    page.keyboard.press("Escape")
    assert page.evaluate(f"{FOCUSED}.matches({switch!r})")
    assert not page.locator(drawer).is_visible()


def test_nothing_moves_for_who_asks_for_no_motion(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    moving = """[...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        return style.scrollBehavior == "smooth" || parseFloat(style.transitionDuration) > 0;
    }).map((element) => element.outerHTML.slice(0, 80))"""
    assert page.evaluate(moving) == []


def test_the_tick_of_a_claim_is_large_enough_for_a_finger(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    missed = """[...document.querySelectorAll(".claim .mark")].flatMap((mark) => {
        mark.scrollIntoView({block: "center"});
        const {left, right, top, bottom} = mark.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        return [[-11, 0], [11, 0], [0, -11], [0, 11]].filter(
            ([across, down]) => document.elementFromPoint(x + across, y + down) != mark);
    })"""
    assert page.evaluate(missed) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_of_the_figure_and_the_verdicts_have_contrast(
    scheme: str, page: Page, address: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(f"{address}index.html")
    page.evaluate(AXE_SCRIPT)
    least = page.evaluate("""() => {
        const {Color, getContrast, flattenColors} = axe.commons.color;
        const colour = (element, property) => {
            const parsed = new Color();
            parsed.parseString(getComputedStyle(element)[property]);
            return parsed;
        };
        const paper = colour(document.body, "backgroundColor");
        const figure = document.querySelector("svg.four-cells");
        const sets = [...figure.querySelectorAll("circle")];
        const washes = sets.map((set) => colour(set, "fill"));
        const grounds = [paper, ...washes.map((wash) => flattenColors(wash, paper))];
        grounds.push(flattenColors(washes[1], grounds[1])); // where the sets overlap
        const words = [...figure.querySelectorAll("text")].flatMap(
            (text) => grounds.map((ground) => getContrast(ground, colour(text, "fill"))));
        const lines = [...sets, figure.querySelector("rect")].map(
            (shape) => getContrast(paper, colour(shape, "stroke")));
        const verdicts = [...document.querySelectorAll(".verdict")].map(
            (verdict) => getContrast(paper, colour(verdict, "color")));
        return [words, lines, verdicts].map((each) => Math.min(...each));
    }""")
    words, lines, verdicts = least
    assert words >= 4.5
    assert lines >= 3
    assert verdicts >= 4.5


def test_the_switch_changes_the_theme(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    before = page.evaluate(BACKGROUND)
    page.locator(".theme-toggle-content button").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.theme") == "dark"
    assert page.evaluate(BACKGROUND) != before
    page.reload()
    assert page.evaluate("document.body.dataset.theme") == "dark"


@pytest.mark.parametrize("name", ["concepts/bpo", "guide/quiz"])
def test_no_two_folds_or_buttons_have_one_name(name: str, page: Page, address: str) -> None:
    page.goto(f"{address}{name}.html", wait_until="load")
    page.wait_for_selector(".copybtn[aria-label]", state="attached")
    named = page.evaluate("""[...document.querySelectorAll("article summary, .copybtn")].map(
        (one) => [one.ariaLabel, one.textContent.trim()])""")
    names = [name for name, _ in named]
    assert len({*names}) == len(names) > 3
    assert all(name.startswith(seen) and "¶" not in name for name, seen in named)


def test_the_switch_of_colours_says_what_it_has_set(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    switch = page.locator(".theme-toggle-content button")
    said = [switch.get_attribute("aria-label")]
    for _ in range(2):
        switch.press("Enter")
        said.append(switch.get_attribute("aria-label"))
    assert said == ["Colours: automatic", "Colours: dark", "Colours: light"]


@pytest.mark.parametrize("name", ["index", "concepts/bpo", "reference/bibliography"])
def test_the_first_heading_is_that_of_the_page(name: str, page: Page, address: str) -> None:
    page.goto(f"{address}{name}.html")
    assert page.get_by_role("heading").first.evaluate("(one) => one.tagName") == "H1"


def test_a_page_from_a_disk_logs_nothing(page: Page, site: Path) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for name in "index", "guide/decide", "search":
        page.goto((site / f"{name}.html").as_uri())
    assert said == []


@pytest.mark.parametrize("name", ["reference/official-codes", "guide/cases"])
def test_no_table_is_wider_than_paper(name: str, page: Page, address: str) -> None:
    page.set_viewport_size({"width": 642, "height": 900})  # A4 without its margins, in CSS pixels
    page.emulate_media(media="print")
    page.goto(f"{address}{name}.html")
    assert page.locator("article table").count()
    wide = "[...document.querySelectorAll('article table')].filter((t) => t.scrollWidth > 642)"
    assert page.evaluate(f"{wide}.map((table) => table.caption?.textContent)") == []
