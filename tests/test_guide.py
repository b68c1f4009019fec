"""The decision guide, used in a browser, against the logic."""

import random
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import guide
import pytest
from conftest import HOSTILE, edit, ends, sphinx
from guide import ASKED, slug, term
from playwright.sync_api import Browser, Page, expect

from classified.answer import Verdict, ask, verdict_of
from classified.concept import where
from classified.errors import FactError
from classified.facts import FACTS, QUESTIONS, VALUES
from classified.rules import RULES
from snippets.bpo import bpo, in_house
from snippets.call_centre import call_centre
from snippets.decide import also_called, classify
from snippets.definitions import otherwise
from snippets.neighbours import NEIGHBOURS
from snippets.official_codes import ROWS_OF_CODES, codes
from snippets.overlap import CELLS

GUIDE = "guide/decide.html"
OUTSIDE = "neither a call centre nor BPO"
WORDS = {"always": "yes", "never": "no", "depends": "it depends"}
# Every combination of answers; a browser is asked about some.
CHOICES = list(product(*((None, *VALUES[field]) for field in ASKED)))
SOME = random.Random(1).sample(CHOICES, 800)

# Returns what the page shows, in words, for each of many choices of options. The window's address,
# which the browser is slow to change, is left alone; the link holds the same.
SHOWN = """choices => {
    const guide = document.querySelector(".guide");
    const text = (name) => [...guide.querySelectorAll(`[data-show=${name}]`)].filter(
        one => !one.closest("[hidden]")).map(one => one.textContent).join("");
    const seen = (name) => [...guide.querySelectorAll(`[data-show=${name}] > *`)]
        .filter(one => !one.closest("[hidden]")).map(one => one.textContent);
    const questions = [...guide.querySelectorAll("fieldset")];
    history.pushState = history.replaceState = () => {};
    if (!guide.querySelector("[data-all]").checked) guide.querySelector("[data-all]").click();
    return choices.map(choice => {
        questions.forEach((question, place) => {
            const option = question.querySelector(`input[value="${choice[place]}"]`);
            if (!option.checked) option.click();
        });
        return {
            cells: seen("cells"), conflict: seen("conflict"), terms: seen("terms"),
            others: seen("others"), codes: text("codes"), head: text("head"), said: text("said"),
            idle: [...guide.querySelectorAll("[data-idle]")].filter(one => !one.hidden)
                .map(one => one.dataset.idle),
            address: guide.querySelector("[data-link]").hash,
        };
    });
}"""


def facts_of(choice: tuple[str | None, ...]) -> dict[str, str]:
    return {field: value for field, value in zip(ASKED, choice, strict=True) if value}


@pytest.mark.slow
def test_the_table_has_what_the_logic_says() -> None:
    """What a reader would be shown, by number."""
    table = guide.make_table()
    places = {
        field: {None: 0} | {v: n + 1 for n, v in enumerate(VALUES[field])} for field in ASKED
    }
    verdicts = list(Verdict)
    for choice in CHOICES:
        node = table["root"]
        for field, value in zip(ASKED, choice, strict=True):
            node = table["nodes"][node][places[field][value]]
        cells, answers, terms, others, conflict, _, head, code = table["results"][node]
        facts = facts_of(choice)
        things = where(**facts)
        assert bool(conflict) is not bool(things)
        if not things:
            assert not (cells or answers or terms or others)
            assert (head, code) == (-1, -1)
            continue
        heads = [
            n for n, one in enumerate(guide.HEADS) if things <= one and things.isdisjoint(bpo)
        ]
        assert [head] == (heads or [-1])[:1], facts
        assert [code] == ([n for n, row in enumerate(ROWS_OF_CODES) if things <= row] or [-1]), (
            facts
        )
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


def choose(page: Page, value: str) -> None:
    """Choose an option of the question that is shown, and go on."""
    page.locator(f"fieldset:visible input[value={value!r}]").check()
    page.get_by_role("button", name="Continue").click()


def asked(page: Page) -> list[str]:
    """Return the questions that are shown."""
    return page.locator(".guide legend:visible").all_inner_texts()


def test_the_page_shows_what_the_logic_says(page: Page) -> None:
    choices = [[slug(value) if value else "" for value in choice] for choice in SOME]
    for choice, shown in zip(SOME, page.evaluate(SHOWN, choices), strict=True):
        facts = facts_of(choice)
        assert shown["address"] == (
            "#" + urlencode({f: slug(v) for f, v in facts.items()})
        ).rstrip("#")
        cells, reasons, others = expected(facts)
        assert [cell.replace(OUTSIDE, "neither") for cell in shown["cells"]] == cells, facts
        assert bool(shown["said"]) is bool(cells and facts)
        for reason in reasons if facts else []:
            assert reason in shown["said"], facts
        assert [one.replace("\u2019", "'") for one in shown["others"]] == others, facts
        names = {concept.name: term(concept) for concept in NEIGHBOURS}
        assert shown["terms"] == [names[name] for name in also_called(where(**facts))], facts
        assert bool(shown["conflict"]) is not bool(cells)
        rows = [row.name for row in ROWS_OF_CODES if cells and where(**facts) <= row]
        assert bool(shown["codes"]) is bool(rows)
        for name in rows:
            listed = shown["codes"].replace("\u2019", "'")
            assert listed.startswith(name)
            assert all(code in listed for _, _, code in codes(name))


def expected(facts: dict[str, str]) -> tuple[list[str], list[str], list[str]]:
    """Return the cells, parts of the sentence and dissent to be shown; nothing if it cannot be."""
    try:
        cells = list(classify(**facts).cells)
    except FactError:
        return [], [], []
    reasons = []
    for concept in call_centre, bpo:
        answer = ask(concept, **facts)
        if answer.numbers:
            kinds = {"R": "rule", "C": "choice"}
            rules = ", ".join(f"{kinds[number[0]]} {number}" for number in answer.numbers)
            reasons.append(f"({rules})")
            if "work" in answer.because:
                reasons.append(f"the work is {facts['work']}")
        else:
            missing = sorted(answer.missing, key=ASKED.index)
            reasons.append(" ".join(QUESTIONS[field] for field in missing))
    others = [f"{term(one.concept)}: {WORDS[verdict]}" for one, verdict in otherwise(**facts)]
    return cells, reasons, others


def test_one_question_is_asked_after_the_other_until_it_is_settled(page: Page) -> None:
    assert asked(page) == [QUESTIONS["work"]]
    choose(page, "payroll")
    assert asked(page) == [QUESTIONS["gets"]]
    expect(page.locator("legend:visible")).to_be_focused()
    assert page.locator(".guide-cells > *").all_inner_texts() == ["other BPO", OUTSIDE]
    choose(page, "process")
    choose(page, "client")
    assert asked(page) == []  # the channel could change nothing
    assert page.locator(".guide-cells > *").all_inner_texts() == ["other BPO"]
    expect(page.locator(".guide-verdict")).to_be_focused()
    assert page.locator("[data-show=said]").inner_text() == (
        "This is BPO, and not a call centre (other BPO): it is no call centre, since the work is "
        "payroll (rule R3); it is BPO, since the work is payroll, the work itself is supplied and "
        "it is done for a client (rule R2)."
    )
    page.get_by_role("button", name="Answer another question").click()
    assert asked(page) == [QUESTIONS["place"]]  # of the rest, it alone can change a name
    choose(page, "distant-country")
    expect(page.locator("[data-show=terms]")).to_contain_text("offshore outsourcing")


def test_what_is_not_known_is_passed_and_stays_open(page: Page) -> None:
    choose(page, "customer-service")
    choose(page, "")
    assert asked(page) == [QUESTIONS["for_whom"]]
    choose(page, "client")
    choose(page, "voice")
    assert asked(page) == []
    assert page.locator("[data-show=said]").inner_text() == (
        "This may be an outsourced call centre or neither a call centre nor BPO: whether it is a "
        f"call centre depends on: {QUESTIONS['gets']}; "
        f"whether it is BPO depends on: {QUESTIONS['gets']}"
    )
    page.get_by_role("button", name=f"Change {QUESTIONS['gets']}").click()
    assert asked(page) == [QUESTIONS["gets"]]
    choose(page, "process")
    assert page.locator(".guide-cells > *").all_inner_texts() == ["outsourced call centre"]
    assert page.locator(".guide-given dt").count() == 4


def test_the_browser_undoes_an_answer_and_a_new_start(page: Page, address: str) -> None:
    choose(page, "payroll")
    choose(page, "process")
    page.go_back()
    expect(page).to_have_url(address + GUIDE + "#work=payroll")
    assert asked(page) == [QUESTIONS["gets"]]
    page.get_by_role("button", name="Back").click()
    expect(page).to_have_url(address + GUIDE)
    assert asked(page) == [QUESTIONS["work"]]
    expect(page.get_by_role("button", name="Back")).to_be_hidden()
    page.go_forward()
    page.get_by_role("button", name="Start again").click()
    expect(page).to_have_url(address + GUIDE)
    page.go_back()
    expect(page).to_have_url(address + GUIDE + "#work=payroll")
    page.reload()
    assert asked(page) == [QUESTIONS["gets"]]


def test_all_questions_may_be_shown_and_each_answer_undone(page: Page, address: str) -> None:
    page.get_by_label("Show all questions at once").check()
    assert asked(page) == [QUESTIONS[field] for field in ASKED]
    page.locator("input[value=payroll]").check()
    page.locator("input[value=dispatch]").check()  # in place of the first
    page.locator("input[value=client]").check()
    expect(page).to_have_url(address + GUIDE + "#work=dispatch&for_whom=client")
    page.go_back()
    expect(page).to_have_url(address + GUIDE + "#work=dispatch")
    expect(page.locator("input[name=for_whom][value='']")).to_be_checked()
    page.go_back()
    expect(page).to_have_url(address + GUIDE)
    # What contradicts an answer can be chosen here, and is named.
    page.locator("input[value=customer-service]").check()
    page.locator("input[value=consumers]").check()
    expect(page.get_by_text("No operation is like this.")).to_be_visible()
    page.get_by_label("Show all questions at once").uncheck()
    page.get_by_role("button", name=f"Change {QUESTIONS['for_whom']}").click()
    choose(page, "client")
    choose(page, "process")
    # What would contradict is not offered, one by one.
    expect(page.locator("fieldset:visible input[value=voice]")).to_be_visible()
    expect(page.locator("input[name=channels][value=none]")).to_be_hidden()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dictation", ["document preparation"]),
        ("reservations", ["order taking"]),
        ("booking", ["order taking"]),
        ("debt chasing", ["debt collection"]),
        ("we chase the debts of banks", ["debt collection"]),
        ("payslips", ["payroll"]),
        ("Hotline", ["customer service"]),
        ("chat support", ["customer service"]),
        ("data entry", ["data processing"]),
        ("moderation", ["content moderation"]),
        ("cold calling", ["telemarketing"]),
        ("999", ["emergency call taking"]),
        ("virtual receptionist", ["message answering", "office administration"]),
        ("transcribe", ["document preparation"]),
    ],
)
def test_everyday_words_find_a_kind_of_work(typed: str, found: list[str], page: Page) -> None:
    page.get_by_label("Search the kinds of work").fill(typed)
    assert page.locator(".guide-options label:visible b").all_inner_texts() == found
    expect(page.locator("[data-when=found]")).to_contain_text(f"fit: {len(found)}")
    expect(page.locator("#announced")).to_contain_text(f"fit: {len(found)}")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(ends(f"#work={slug(found[0])}"))


def test_words_that_fit_nothing_leave_the_whole_list(page: Page) -> None:
    whole = page.locator(".guide-options label:visible").count()
    page.get_by_label("Search the kinds of work").fill("xyzzy")
    expect(page.locator("[data-when=lost]")).to_be_visible()
    assert page.locator(".guide-options label:visible").count() == whole >= len(VALUES["work"])


def test_each_synonym_is_of_a_kind_of_work() -> None:
    assert set(FACTS["work"]["also"]) <= set(VALUES["work"])


def test_whoever_lends_staff_or_sells_a_tool_is_no_call_centre(page: Page) -> None:
    page.get_by_label("Search the kinds of work").fill("telemarketing")
    choose(page, "telemarketing")
    lent = page.locator("fieldset:visible label", has_text="agency for temporary workers")
    assert lent.locator("input").get_attribute("value") == "staff"
    told = page.get_by_text("This is the supplier\u2019s own operation.")
    expect(told).to_be_hidden()
    choose(page, "staff")
    expect(told).to_be_visible()
    assert page.locator("[data-show=said]").inner_text() == (
        "This is neither a call centre nor BPO, since staff are lent, and whoever borrows them "
        "directs them (rule R4)."
    )
    page.goto(page.url.replace("staff", "staff&for_whom=client"))
    assert page.locator(".guide-head").inner_text() == "a staffing agency"
    expect(page.locator("[data-show=codes]")).to_contain_text("Malaysia, MSIC 2008: 78200")


@pytest.mark.parametrize(
    ("facts", "head"),
    [
        ("for_whom=own-enterprise&channels=text", "an in-house contact centre"),
        ("for_whom=own-group&channels=text", "a shared services centre"),
        ("for_whom=own-group&channels=voice", "a shared services centre"),
        ("for_whom=own-group&channels=text&place=distant-country", "a captive centre"),
        ("for_whom=own-enterprise&channels=voice", ""),
        ("for_whom=client&channels=text", ""),
    ],
)
def test_the_most_telling_name_stands_first(
    facts: str, head: str, browser: Browser, address: str
) -> None:
    page = browser.new_page()
    page.goto(f"{address}{GUIDE}#work=customer-service&gets=process&{facts}")
    assert page.locator("[data-show=head]").inner_text() == head if head else True
    assert page.locator(".guide-head").is_visible() is bool(head)
    assert page.locator("[data-show=said]").inner_text().startswith(f"This is {head}")
    page.close()


def test_links_to_the_codes_lead_to_sections(site: Path) -> None:
    shown = (site / GUIDE).read_text(encoding="utf-8")
    targets = set(re.findall(r'href="\.\./reference/official-codes\.html#([^"]+)"', shown))
    page = (site / "reference/official-codes.html").read_text(encoding="utf-8")
    assert {"in-house-centres", "the-code-of-each-kind-of-work"} <= targets
    assert all(f'id="{target}"' in page for target in targets)


def test_a_question_that_can_change_nothing_says_so(page: Page) -> None:
    def idle(**facts: str) -> set[str]:
        choice = [slug(facts[field]) if field in facts else "" for field in ASKED]
        (shown,) = page.evaluate(SHOWN, [choice])
        return set(shown["idle"])

    assert idle() == set()
    assert "channels" in idle(work="payroll", gets="tool")
    assert "place" not in idle(work="payroll", gets="tool")  # there are terms for places
    assert "channels" in idle(work="manufacturing", gets="product", for_whom="client")


def test_a_line_of_work_is_kept_and_another_described(page: Page) -> None:
    for value in "payroll", "process", "client":
        choose(page, value)
    page.get_by_role("button", name="Keep this line of work").click()
    kept = page.locator(".guide-kept li")
    expect(kept).to_have_text("payroll, the work done, client: other BPO")
    assert asked(page) == [QUESTIONS["work"]]
    expect(page.locator("legend:visible")).to_be_focused()
    kept.get_by_role("link").click()
    expect(page.locator(".guide-given dd").first).to_have_text("payroll")


def test_what_is_kept_is_still_there_after_a_reload(page: Page) -> None:
    choose(page, "telemarketing")
    page.get_by_role("button", name="Keep this line of work").click()
    kept = page.locator("[data-show=kept] > li")
    said = kept.inner_text()
    page.reload()
    expect(kept).to_have_text([said])
    page.evaluate("sessionStorage.setItem(`kept:${location.pathname}`, '#work=<b> #__proto__=x')")
    page.reload()
    expect(kept).to_have_count(0)


def test_a_link_to_the_top_of_the_page_leaves_the_answers(page: Page) -> None:
    choose(page, "telemarketing")
    answers = page.locator("[data-show=given] dd")
    said = answers.all_inner_texts()
    page.locator(".sidebar-tree .current > a.current").first.click()
    page.wait_for_timeout(200)
    assert answers.all_inner_texts() == said
    expect(page).to_have_url(re.compile("work=telemarketing"))
    page.get_by_role("button", name="Start again").click()
    assert answers.count() == 0


def test_the_first_question_has_nothing_to_go_back_to(page: Page) -> None:
    expect(page.get_by_role("button", name="Back")).to_be_hidden()
    page.locator("#guide-find").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('[type=radio]')")  # not what scrolls


def test_another_question_stands_on_a_line_of_its_own(page: Page, address: str) -> None:
    page.goto(f"{address}{GUIDE}#work=payroll&gets=process&for_whom=client")
    boxes = [part.bounding_box() for part in page.locator("[data-when=more] > *:visible").all()]
    above, below = boxes
    assert above and below and above["y"] + above["height"] <= below["y"]


def test_an_address_can_be_shared(page: Page, browser: Browser, address: str) -> None:
    for value in "payroll", "process", "client":
        choose(page, value)
    expect(page).to_have_url(address + GUIDE + "#work=payroll&gets=process&for_whom=client")
    link = page.get_by_role("link", name="Link to this answer")
    assert link.evaluate("link => link.href") == page.url
    other = browser.new_page()
    other.goto(page.url)
    assert other.locator(".guide-cells").inner_text().split("\n") == ["other BPO"]
    # Another answer, opened in the same window, replaces the first.
    other.goto(address + GUIDE + "#work=dispatch")
    expect(other.locator(".guide-given dt + dd")).to_have_text(["dispatch"])
    other.close()


def test_the_answer_and_the_link_can_be_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(
        address + GUIDE + "#work=debt-collection&gets=process&for_whom=client&channels=voice"
    )
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("[data-when=copied]")).to_be_visible()
    expect(page.locator("#announced")).to_have_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_role("button", name="Copy the answer").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('since'))")
    said, others, source = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert said == page.locator("[data-show=said]").inner_text()
    assert others == "Others would answer otherwise: call centre in the wide sense: yes."
    assert re.fullmatch(re.escape(page.url) + r", \d{1,2} \w+ \d{4}", source)
    page.get_by_role("button", name="Answer another question").click()
    choose(page, "same-country")
    expect(page.locator("[data-when=copied]")).to_be_hidden()
    context.close()


def test_what_may_not_be_copied_is_shown(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("delete Navigator.prototype.clipboard")
    page.goto(address + GUIDE + "#work=payroll")
    page.get_by_role("button", name="Copy the link").click()
    hand = page.get_by_label("To be copied by hand:")
    expect(hand).to_have_value(page.url)
    expect(hand).to_be_focused()
    expect(page.locator("[data-when=copied]")).to_be_hidden()
    page.close()


def test_what_the_address_holds_too_much_is_named(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + GUIDE + "#work=payrol&for_whom=client&x=1")
    shown = page.locator("[data-show=unknown] li")
    assert shown.all_inner_texts() == ["work=payrol", "x=1"]
    assert page.locator("input[value=client]").is_checked()  # what is known is kept
    assert page.locator(".guide-cells > *").all_inner_texts() == [
        "outsourced call centre",
        "other BPO",
        OUTSIDE,
    ]
    choose(page, "payroll")
    expect(shown).to_have_count(0)
    # An address that leads to a section holds no answers.
    page.goto(address + GUIDE + "#before-you-ask")
    assert page.locator("input[value=payroll]").is_checked()
    page.close()


@pytest.mark.parametrize("name", [*HOSTILE, "twice", "empty"])
def test_a_hostile_address_runs_nothing_and_logs_nothing(
    name: str, silent: Page, guarded: str
) -> None:
    own = {"twice": "work=payroll#work=dispatch", "empty": "work=&=&&==&work"}
    hostile = own.get(name) or "work={0}&{0}=__proto__&{0}".format(HOSTILE[name])
    silent.goto(guarded + GUIDE + "#" + hostile)
    assert asked(silent) == [QUESTIONS["work"]]
    assert 1 <= silent.locator("[data-show=unknown] li").count() <= 20
    assert silent.locator(".guide :is(img, script:not([type]))").count() == 0
    assert silent.evaluate("document.documentElement.scrollWidth <= innerWidth")
    choose(silent, "payroll")
    expect(silent).to_have_url(ends("#work=payroll"))


def test_the_keyboard_is_enough(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + GUIDE)
    page.locator("#guide-find").focus()
    page.keyboard.type("payslips")
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # goes on
    for steps in 1, 3:
        page.keyboard.press("Tab")  # past the help
        page.keyboard.press("Tab")
        for _ in range(steps):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    expect(page).to_have_url(ends("#work=payroll&gets=process&for_whom=client"))
    assert page.locator(".guide-verdict").inner_text().split("\n")[-1] == "other BPO"
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("other BPO")
    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.locator(":focus").inner_text())
        assert (
            page.locator(":focus").evaluate("one => getComputedStyle(one).outlineWidth") == "3px"
        )
    assert reached == [
        "rule R3",
        "rule R2",
        "Answer another question",
        "back office",
        "where official codes come from, and those of other work",
        "Copy the answer",
        "Copy the link",
        "Link to this answer",
    ]
    page.close()


@pytest.mark.parametrize("written", ["work=Customer%20Service", "WORK=customer-service&amp;x="])
def test_an_address_may_be_a_little_damaged(written: str, browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}{GUIDE}#for_whom=client&amp;{written}")
    assert page.locator("input[value=customer-service]").is_checked()
    assert page.locator("input[value=client]").is_checked()
    assert page.locator("[data-show=unknown] li").count() == 0
    page.close()


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(("width", "height", "size"), [(360, 640, 100), (640, 360, 200)])
def test_on_a_phone_nothing_covers_the_guide(
    width: int, height: int, size: int, whole: bool, browser: Browser, address: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.goto(address + GUIDE + "#for_whom=client")
    page.evaluate(f"document.documentElement.style.fontSize = '{size}%'")
    if whole:
        page.get_by_label("Show all questions at once").check()
    page.evaluate("scrollTo(0, 900)")
    page.evaluate("scrollTo(0, 500)")  # this shows the link to the top on other pages
    problems = page.evaluate("""() => {
        const found = [];
        for (const one of document.querySelectorAll(".guide :is(button, label:has(> input))")) {
            if (!one.checkVisibility()) continue;
            const target = one.querySelector("input") ?? one;
            target.blur();
            target.focus();
            const {left, top, width, height} = target.getBoundingClientRect();
            const seen = document.elementFromPoint(left + width / 2, top + height / 2);
            if (!one.contains(seen)) found.push(`covered: ${one.textContent}`);
            const small = Math.min(one.offsetWidth, one.offsetHeight) < 24;
            if (small) found.push(`small: ${one.textContent}`);
        }
        const guide = document.querySelector(".guide");
        if (guide.scrollWidth > guide.clientWidth) found.push("too wide");
        return found;
    }""")
    assert problems == []
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
    plain.close()
    printed.close()


@pytest.mark.parametrize("whole", [False, True])
def test_an_answer_is_printed_on_one_page(whole: bool, browser: Browser, address: str) -> None:
    page = browser.new_page()
    facts = "#work=emergency-call-taking&gets=process&for_whom=client&channels=voice"
    page.goto(f"{address}{GUIDE}{facts}&place=distant-country")
    if whole:
        page.get_by_label("Show all questions at once").check()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    page.emulate_media(media="print")
    shown = page.locator(".guide").inner_text()
    for part in (
        page.url,
        page.locator("[data-show=said]").inner_text(),
        "outsourced call centre",
        "emergency call taking",
        "561421",
    ):
        assert part in shown
    assert re.search(r", \d{1,2} \w+ \d{4}", shown)
    for screen in page.locator(".guide :is(button, input, .guide-share)").all():
        expect(screen).to_be_hidden()
    page.close()


def test_the_script_holds_no_word_of_the_page(page: Page, site: Path) -> None:
    script = (site / "_static/guide.js").read_text(encoding="utf-8")
    code = "\n".join(line.partition("//")[0] for line in script.splitlines())
    shown = page.locator(".guide").inner_text().split("\n")
    shown += page.locator(".guide [data-words] *").all_text_contents()
    assert len(shown) > 100
    assert not [line for line in shown if len(line) > 5 and line in code]
    for rule in RULES:
        assert rule not in code


@pytest.mark.slow
def test_a_term_that_the_glossary_lacks_is_a_warning(copy: Path) -> None:
    edit(copy / "docs/reference/glossary.md", "help desk\n    A desk", "help bench\n    A desk")
    built = sphinx("html", copy, copy / "_build")
    assert re.search(
        r"docs/guide/decide\.md:\d+: WARNING: decision-guide: 'help desk' is not in", built.stderr
    )


def test_each_phrase_says_what_the_set_at_its_place_is(page: Page) -> None:
    said = {
        kind: page.locator(f"[data-words={kind}] > *").all_text_contents()
        for kind in ("is", "may", "heads")
    }
    for cell, settled, possible in zip(CELLS, said["is"], said["may"], strict=True):
        assert (cell <= bpo) is not bool(re.search(r"\b(not|nor) BPO", settled))
        assert (cell <= call_centre) is not bool(re.search(r"\b(not|neither) a call", settled))
        assert possible.replace(OUTSIDE, "neither").endswith(cell.name)
    for one, head in zip(guide.HEADS, said["heads"], strict=True):
        assert term(one).split()[-1] in head
        assert "in-house" not in head or one - bpo <= in_house
    told = page.locator("fieldset:has([data-said]) label:has(small) input")
    assert told.count() == sum(len(VALUES[field]) for field in ("gets", "for_whom", "channels"))
    assert all(told.nth(number).get_attribute("data-said") for number in range(told.count()))
