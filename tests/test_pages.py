"""The pages as they are written: complete, in one spelling, with their examples counted."""

import json
import re
from pathlib import Path

import pytest
from conftest import PAGES, ROOT, docname, edit, sphinx

EXAMPLES = ROOT / "tests" / "examples.json"
TEXT = {docname(page): page.read_text(encoding="utf-8") for page in PAGES}

# One spelling for one thing. A pattern on the left is a slip; on the right is what to write.
TERMS = {
    r"\bcall[- ]cent(er|ers)\b": "call centre",
    r"\bcallcentres?\b": "call centre",
    r"\bcontact cent(er|ers)\b": "contact centre",
    r"\borganiz": "organis-",
    r"\b(vendor|supplier of BPO)s?\b": "provider",
    r"\bBPOs\b": "BPO operations, or BPO providers",
    r"\bemail\b": "e-mail",
    r"\binhouse\b|\bin house\b": "in-house",
    r"\boff-shore|\bout-sourc": "offshore, outsource",
    r"\b(simply|just|easily|obviously|of course)\b": "nothing: leave it out",
}
# Words that others wrote: titles of sources and entries of official schemes, and quotations.
QUOTED = re.compile(
    r'"[^"]*"|`[^`]*`|```.*?```|^call center$|Global Call Center Report', re.M | re.S
)


def prose(text: str) -> str:
    """Return what the handbook says itself, without quotations, code and entries."""
    text = re.sub(r"^(`{3,})\{doctest\}.*?^\1$", "", text, flags=re.M | re.S)
    return QUOTED.sub("", text)


def at(name: str, found: str) -> str:
    """Return the place of a text on a page, for a message."""
    return f"docs/{name}.md:{1 + TEXT[name].partition(found)[0].count(chr(10))}"


@pytest.mark.parametrize("name", TEXT)
def test_terms_have_one_spelling(name: str) -> None:
    slips = [
        f"{at(name, match.group())}: {match.group()!r}: write {better}"
        for pattern, better in TERMS.items()
        for match in re.finditer(pattern, prose(TEXT[name]), re.IGNORECASE)
    ]
    assert not slips, "\n".join(slips)


def test_the_examples_of_each_page_are_those_that_were_counted(
    examined: tuple[Path, Path],
) -> None:
    """A page can't lose its examples unseen: whoever adds or removes one records the number."""
    counted = json.loads((examined[0] / "examples.json").read_text(encoding="utf-8"))
    kept = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    changed = [
        f"docs/{name}.md: {kept.get(name, 0)} examples recorded, {counted.get(name, 0)} run now. "
        "If that was meant: make read"
        for name in sorted(counted.keys() | kept.keys())
        if counted.get(name) != kept.get(name)
    ]
    assert not changed, "\n".join(changed)
    assert {name for name, number in counted.items() if number} == {
        name for name, text in TEXT.items() if "{doctest}" in text
    }
    assert sum(counted.values()) >= 150


def failing_pages(output: str) -> set[str]:
    return set(re.findall(r'^File "docs/([\w/-]+)\.md", line \d+', output, re.M))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (
            "snippets/bpo.py",
            "bpo = (business_process & outsourced).called",
            "bpo = business_process.called",
        ),
        (
            "snippets/call_centre.py",
            "call_centre = (contact_centre & voice_led).called",
            "call_centre = contact_centre.called",
        ),
    ],
    ids=["BPO for anyone", "any channel"],
)
def test_a_wrong_rule_fails_on_several_pages(copy: Path, path: str, old: str, new: str) -> None:
    edit(copy / path, old, new)
    built = sphinx("doctest", copy, copy / "_build")
    assert built.returncode != 0
    assert len(failing_pages(built.stderr)) >= 3, built.stderr


@pytest.mark.slow
def test_a_failing_example_is_found_at_its_line(copy: Path) -> None:
    page = copy / "docs" / "guide" / "quiz.md"
    text = page.read_text(encoding="utf-8")
    shown = "  outsourcing for some bank supervisors? yes\n"
    edit(page, shown, shown.replace("yes", "no"))
    line = 1 + text[: text.index(shown)].splitlines().index(
        '>>> classify(work="customer service", gets="process", for_whom="own group",'
    )
    built = sphinx("doctest", copy, copy / "_build")
    assert built.returncode != 0
    assert f'File "docs/guide/quiz.md", line {line}' in built.stderr


@pytest.mark.slow
def test_an_example_that_would_not_run_fails_every_build(copy: Path) -> None:
    edit(copy / "docs" / "reference" / "about.md", "```{doctest}\n>>> call", "```python\n>>> call")
    built = sphinx("html", copy, copy / "_build")
    assert built.returncode != 0
    assert "about.md" in built.stderr
    assert "{doctest}" in built.stderr


def test_the_bibliography_holds_what_is_cited_and_nothing_else() -> None:
    """A source that no page cites backs nothing: it would only look like evidence."""
    cited = {
        key.strip()
        for text in TEXT.values()
        for keys in re.findall(r"\{cite\}`([^`]*)`", text)
        for key in keys.split(",")
    }
    entries = (ROOT / "docs" / "references.bib").read_text(encoding="utf-8")
    lines = {
        match[1]: 1 + entries.count("\n", 0, match.start())
        for match in re.finditer(r"^@\w+\{([^,]+),", entries, re.MULTILINE)
    }
    uncited = [
        f"docs/references.bib:{lines[key]}: {key!r} is cited on no page: cite it, or remove it"
        for key in sorted(lines.keys() - cited)
    ]
    assert not uncited, "\n".join(uncited)
    assert cited <= lines.keys()
