"""After any edit, and however the last build ended, a build gives what one from nothing gives."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import cannot_run, edit, write

pytestmark = pytest.mark.slow

# The project with few pages, which use what the real ones use. Their names are in 404.html.
PAGES = {
    "index": "# Start\n\nText {cite}`b`.\n\n```{toctree}\n:caption: Part\n\nguide/decide\n"
    "differences/overlap\nreference/glossary\nreference/official-codes\nreference/claims\n```\n",
    "guide/decide": "# One\n\n```{index} word\n```\n\nFirst {claim}`some payroll is BPO`,\n"
    "{claim}`Moneypenny is a BPO provider`.\n\n"
    "```{doctest}\n>>> 1 + 1\n2\n```\n\n```{computed-table} at_a_glance.summary\n```\n",
    "differences/overlap": "# Two\n\nOf a {term}`term`, text {cite}`a`. A hoover is sold.\n",
    "reference/glossary": "# Glossary\n\n```{glossary}\nterm\n    What a word means.\n```\n",
    "reference/claims": "# Claims\n\n```{ledger}\n```\n",
    "reference/official-codes": "# Codes\n\n```{bibliography}\n```\n",
}
READ = (
    *("Start", "One", "Two", "Glossary", "Claims", "Codes", "term", "What a word means."),
    *("Text [b].", "Of a term, text [a].", "Now of a term, text [a].", "A hoover is sold."),
    "First some payroll is BPO, Moneypenny is a BPO provider.",
    *("is done for an enterprise outside its group", "is done for its own enterprise or group"),
    *("handles contacts as its work", "is done without any contact"),
)
ONE, TWO = "docs/guide/decide.md", "docs/differences/overlap.md"
BIB = "@misc{%s, title={%s}, author={%s}, year={2020}}\n"
HTML, DOCTEST, PDF = ("html", "en"), ("doctest", "en"), ("pdf", "en")
VOCABULARY = "snippets/vocabulary.toml"
RULE = "(business_process & outsourced).called"


@pytest.fixture
def small(copy: Path) -> Path:
    """Return a copy of the project with few pages."""
    docs = copy / "docs"
    for page in docs.rglob("*.md"):
        page.unlink()
    for name, text in PAGES.items():
        write(docs / f"{name}.md", text)
    write(docs / "references.bib", BIB % ("a", "Title", "Ann") + BIB % ("b", "Other", "Bob"))
    write(docs / "reviewed.json", json.dumps({page: dict.fromkeys(READ, "") for page in PAGES}))
    # Its pages are none of the handbook's, and lack what those must have.
    write(copy / "tools/check_files.py", 'def check(*_: str) -> str:\n    return ""\n')
    return copy


def start(root: Path, *goal: str) -> subprocess.Popen[str]:
    """Start a build as the Makefile does."""
    return subprocess.Popen(
        [sys.executable, "tools/alone.py", sys.executable, "tools/build.py", *goal],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def files(root: Path) -> dict[str, bytes]:
    """Return the files of the site."""
    site = root / "_build" / "html"
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def sources(root: Path) -> frozenset[tuple[str, bytes]]:
    """Return the files that a site is made of."""
    folders = (root / name for name in ("docs", "snippets", "classified"))
    paths = [root / "conf.py", *(path for folder in folders for path in folder.rglob("*"))]
    made = {".pyc", ".mo"}
    return frozenset(
        (str(path.relative_to(root)), path.read_bytes())
        for path in paths
        if path.is_file() and path.suffix not in made
    )


def build(root: Path, *goal: str) -> tuple[int, str, dict[str, bytes]]:
    """Return how a build ended, what it warned of, and the files of the site."""
    running = start(root, *(goal or HTML))
    _, warnings = running.communicate()
    return running.returncode, warnings, files(root)


def clean(root: Path, *goal: str) -> tuple[int, str, dict[str, bytes]]:
    """Return the same of a build from nothing, and leave everything as it was."""
    (root / "_build").rename(root / "kept")
    try:
        return build(root, *goal)
    finally:
        shutil.rmtree(root / "_build")
        (root / "kept").rename(root / "_build")


def old(path: Path, text: str) -> None:
    """Put a file in the place of another, with a date before all builds."""
    write(path, text)
    os.utime(path, (0, 0))


def add(root: Path) -> None:
    write(root / "docs/three.md", "# Three\n\nA {term}`term`.\n")
    edit(root / "docs/index.md", "claims\n", "claims\nthree\n")


def rename(root: Path) -> None:
    (root / "docs/three.md").rename(root / "docs/four.md")
    edit(root / "docs/index.md", "three\n", "four\n")


def remove(root: Path) -> None:
    (root / "docs/four.md").unlink()
    edit(root / "docs/index.md", "four\n", "")


EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda root: None,
    "a page": lambda root: edit(root / TWO, "Of a", "Now of a"),
    "a page, by an older file": lambda root: old(root / TWO, PAGES["differences/overlap"]),
    "a claim": lambda root: edit(root / ONE, "First", "{claim}`no payroll is programming`,"),
    "the logic": lambda root: edit(root / "snippets/at_a_glance.py", "The operation …", "It …"),
    "the engine": lambda root: edit(
        root / "classified/proposition.py", '", ".join(f"{name', '" and ".join(f"{name'
    ),
    "data": lambda root: edit(
        root / "snippets/cases.toml", '"message answering", gets', '"payroll", gets'
    ),
    "the vocabulary": lambda root: edit(
        root / VOCABULARY, "[terms.payroll]", "# more\n[terms.payroll]"
    ),
    "a source": lambda root: edit(root / "docs/references.bib", "Bob", "Aaron"),
    "an extension": lambda root: edit(
        root / "docs/_ext/checked_prose/claims.py", 'f"checked-', 'f"proved-'
    ),
    "a template": lambda root: edit(
        root / "docs/_templates/sidebar/book.html", "</a>", " (PDF)</a>"
    ),
    "the style sheet": lambda root: write(root / "docs/_static/handbook.css", "p { margin: 0 }"),
    "the settings": lambda root: edit(root / "conf.py", 'version = release = "2', 'release = "3'),
    "a page more": add,
    "a page renamed": rename,
    "a page less": remove,
}


def test_after_any_edit_the_site_and_the_book_are_those_of_a_clean_build(small: Path) -> None:
    built = {sources(small): build(small)}
    for name, change in EDITS.items():
        before = files(small)
        change(small)
        state = sources(small)
        built[state] = expected = built.get(state) or clean(small)
        result = build(small)
        assert result[:2] == expected[:2] == (0, ""), name
        differ = [
            path
            for path in {**result[2], **expected[2]}
            if result[2].get(path) != expected[2].get(path)
        ]
        assert not differ, name
        assert (result[2] != before) == (name not in {"nothing", "the vocabulary"}), name


# From then on the sentence on the page about it has to be bound.
TERM = """
[terms.hoover]
facts = { work = "payroll" }
en = { mass = "hoover" }
ms = { mass = "huver" }
"""
FAULTS: list[Callable[[Path], object]] = [
    lambda root: edit(root / "snippets/bpo.py", RULE, "in_house.called"),
    lambda root: edit(root / TWO, "Of a", "[nowhere](nowhere.md)"),
    lambda root: edit(root / ONE, "{doctest}", "python"),
    lambda root: write(root / "docs/three.md", "# Three\n"),  # in no list of contents
    lambda root: edit(root / "docs/references.bib", "{b,", "{c,"),
    lambda root: edit(root / VOCABULARY, "\n[terms.payroll]", f"{TERM}\n[terms.payroll]"),
]


def test_what_is_wrong_is_said_until_it_is_mended(small: Path) -> None:
    built = build(small)
    assert built[:2] == (0, "")
    kept = small.parent / "kept"
    for name in "docs", "snippets":
        shutil.copytree(small / name, kept / name)
    for make_wrong in FAULTS:
        make_wrong(small)
    expected, report = clean(small), clean(small, *DOCTEST)
    assert expected[0] == report[0] == 1
    # The rule makes two claims false; nobody has read the sentence with the link, and the page.
    assert len(expected[1].splitlines()) == len(FAULTS) + 1
    assert report[1].count("[reviewed]") == 2
    for _ in range(2):
        status, warnings, site = build(small)
        assert (status, warnings) == expected[:2]
        assert site == built[2], "the old site stays"
        assert build(small, *DOCTEST)[:2] == report[:2]
    for name in "docs", "snippets":
        shutil.rmtree(small / name)
        shutil.copytree(kept / name, small / name)
    assert build(small, *DOCTEST)[:2] == (0, "")
    assert build(small) == built


def test_a_build_that_is_killed_leaves_the_old_site_and_spoils_nothing(small: Path) -> None:
    built = build(small)
    edit(small / TWO, "Of a", "Now of a")
    expected = clean(small)
    reliable = small / "_build/doctrees/en/reliable"
    first = small / "_build/html.new/differences/overlap.html"
    for landmark, there in (reliable, False), (first, True):
        edit(small / TWO, "Two", "Two!")
        running = start(small, *HTML)
        while landmark.exists() != there:
            assert running.poll() is None
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        assert files(small) == built[2]
        edit(small / TWO, "Two!", "Two")
        assert build(small) == expected
        edit(small / TWO, "Now of a", "Of a")
        assert build(small) == built
        edit(small / TWO, "Of a", "Now of a")


KILLS = int(os.environ.get("KILLS", "1"))  # of each of them
SEED = int(os.environ.get("SEED", random.randrange(10**6)))


def made(root: Path, goal: str) -> dict[str, bytes]:
    """Return the files that a goal makes for people, and reports without their date."""
    folder = root / "_build" / goal
    found = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.glob("*.pdf" if goal == "pdf" else "**/*")
        if path.is_file()
    }
    for name in found:
        if name.endswith("output.txt"):
            found[name] = found[name].partition(b"\n")[2]
    return found


def whole(seen: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> bool:
    """Say whether all pages are of one site, and each book is one of two."""
    pages, *whole = (
        {name: files[name] for name in files if not name.endswith(".pdf")}
        for files in (seen, old, new)
    )
    books = seen.keys() - pages.keys()
    return pages in whole and all(seen[name] in (old.get(name), new.get(name)) for name in books)


@pytest.mark.parametrize("goal", ["html en ms", "pdf en ms", "doctest en"])
def test_after_a_kill_at_any_moment_readers_see_no_half_and_the_next_build_is_whole(
    small: Path, goal: str
) -> None:
    command, name = goal.split(), goal.split()[0]
    print(f"SEED={SEED} KILLS={KILLS} {goal}")
    chance = random.Random(SEED)
    lengths, states = [], []
    for words in "Of a", "Now of a":
        text = PAGES["differences/overlap"].replace("Of a", words)
        write(small / TWO, text)
        shutil.rmtree(small / "_build", ignore_errors=True)
        begun = time.monotonic()
        assert build(small, *command)[:2] == (0, "")
        lengths.append(time.monotonic() - begun)
        states.append((text, {kind: made(small, kind) for kind in ("html", "pdf", "doctest")}))
    for number in range(KILLS):
        text, new = states[number % 2]
        write(small / TWO, text)
        if chance.random() < 0.3:
            shutil.rmtree(small / "_build")
        old = {kind: made(small, kind) for kind in new}
        moment = chance.uniform(0, min(lengths))
        running = start(small, *command)
        time.sleep(moment)
        os.killpg(running.pid, signal.SIGKILL)
        subprocess.run([sys.executable, "tools/alone.py", "true"], cwd=small, check=True)
        ended = " (had ended)" if running.wait() == 0 else ""
        said = f"{number}: {goal} killed after {moment:.2f} of {min(lengths):.2f} s{ended}"
        print(said, flush=True)
        for kind in "html", "pdf":
            assert whole(made(small, kind), old[kind], new[kind]), said
        assert build(small, *command)[:2] == (0, ""), said
        result, expected = made(small, name), new[name]
        differ = [n for n in {**result, **expected} if result.get(n) != expected.get(n)]
        assert not differ, said


def test_an_edition_can_be_added_and_has_its_own_address(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(small)[:2] == (0, "")
    both = "html", "en", "ms"
    monkeypatch.setenv("SITE_URL", "https://example.org/x")
    result = build(small, *both)
    monkeypatch.setenv("SITE_URL", "https://example.org/x/")
    assert result == clean(small, *both)
    examples = "doctest", "ms"  # there alone it is said what is not translated
    assert build(small, *examples)[:2] == clean(small, *examples)[:2] != (0, "")
    catalogue = small / "docs/locale/ms/LC_MESSAGES/differences/overlap.po"
    old(catalogue, 'msgid "Two"\nmsgstr "Dua"\n')
    translated = build(small, *both)
    assert translated == clean(small, *both)
    assert translated != result
    for edition, book in ("", "bpo-and-call-centre.pdf"), ("ms/", "bpo-dan-pusat-panggilan.pdf"):
        assert f"{edition}{book}" in result[2]
        start = result[2][f"{edition}index.html"].decode()
        assert f'rel="canonical" href="https://example.org/x/{edition}index.html"' in start
        assert f'<a hreflang="{"ms" if book.startswith("bpo-and") else "en"}"' in start
        assert f"{edition}data/decision_table.csv" in result[2]


def test_builds_at_the_same_time_wait_for_each_other(small: Path) -> None:
    (small / ".venv").symlink_to(sys.prefix)
    installed = [f"-o.venv/.installed{name}" for name in ("", "-register")]
    command = ["make", "-j2", *installed, "html", "doctest", "LANGUAGES=en"]
    both = subprocess.Popen(command, cwd=small, stdout=-1, stderr=-1, text=True)
    for one in [both, *(start(small, *goal) for goal in (HTML, PDF))]:
        _, warnings = one.communicate()
        assert (one.returncode, warnings) == (0, "")
    assert build(small) == clean(small)


FULL = "mount -t tmpfs -o size=300k none _build"
READ_ONLY = "mount --bind _build _build && mount -o remount,bind,ro _build"


@pytest.mark.parametrize(
    ("mount", "reason"),
    [(FULL, "No space left on device"), (READ_ONLY, "Read-only file system")],
)
def test_where_the_system_lets_nothing_be_written_a_line_says_so(
    small: Path, mount: str, reason: str
) -> None:
    own = ["unshare", "--map-root-user", "--mount"]
    if subprocess.run([*own, "true"], check=False).returncode:
        cannot_run("NO MOUNTS: what is said of a full disk stays untested")
    (small / "_build").mkdir()
    command = f"{mount} && exec '{sys.executable}' tools/build.py html en"
    done = subprocess.run(
        [*own, "sh", "-c", command], cwd=small, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    last = done.stderr.splitlines()[-1]
    assert last.startswith(f"Cannot build: {small}/_build") or last.startswith("Cannot build: _b")
    assert last.endswith(reason)
    assert "Traceback" not in done.stderr


def test_folder_time_umask_and_locale_leave_no_trace_and_no_network_is_needed(
    small: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other \u00fc folder"
    shutil.copytree(small, other)
    status, _, here = build(small, "html", "en", "ms")
    assert status == 0
    alone = ["unshare", "--map-root-user", "--net"]  # a network of its own, without any device
    command = [sys.executable, "tools/build.py", "html", "en", "ms"]
    environment = {"PATH": os.environ["PATH"], "TZ": "Asia/Kuala_Lumpur", "LC_ALL": "C"}
    subprocess.run(
        [*alone, *command], cwd=other, env=environment | {"PYTHONHASHSEED": "7"}, umask=0o077,
        check=True,
    )  # fmt: skip
    there = files(other)
    assert there.keys() == here.keys()
    assert [name for name in here if here[name] != there[name]] == []
