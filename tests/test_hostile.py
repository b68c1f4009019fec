"""Whatever stands in a claim, on the command line, in a source or a data file, is an answer.

The answer may be an error of the project's own: one message, with its place.
"""

import os
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import check_files
import pytest
from check_files import DataError, check_text
from checked_prose.sources import misquoted, misstated
from conftest import ROOT, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from translations import Message, differences, messages

from classified.errors import FactError
from classified.language import SentenceError, judged, language_of, parse, surfaces
from snippets.__main__ import main

pytestmark = pytest.mark.slow

WORDS = sorted(
    {said for words in surfaces("en").values() for one in words.values() for said in one}
)
# Any text, and text that nearly is a sentence of the controlled language.
NEAR = st.lists(
    st.sampled_from([*WORDS[::7], "every", "no", "only", "is", "a", "{s}", "\\", "(", "'", "\0"])
).map(" ".join)
ANY = st.one_of(st.text(), NEAR)
FIGURE = {"name": "share", "value": 86, "unit": "%", "text": "86 per cent of them"}
SOURCES = {"key": {"excerpts": [{"text": "run by others"}, FIGURE]}}
LONG = 100_000  # characters
EXAMPLES = int(os.environ.get("EXAMPLES", "4"))  # of damage to each file
# Each is made longer by its number.
GROWING = {
    "one word": "x",
    "words": "call centre ",
    "nearly a form": "every call centre is a ",
    "nearly an overlap": "call centres and ",
    "dots": "a...",
    "digits": "9",
    "braces": "{s} ",
    "fences": "```{doctest}\n",
    "cells": "| a ",
}
# What is made longer in each kind of file, after what stands before it.
GROWING_FILES = {
    "snippets/rules.toml": {
        "brackets": ("x = ", "["),
        "tables": ("x = ", "{a="),
        "a dotted key": ("", "a."),
        "a number": ("x = ", "9"),
        "an open text": ('x = """', "a\n"),
        "keys": ("", "[x.y]\n"),
        "a value": ('[R1]\ntext = "', "é"),
        "numbers in a list": ("x = [", "1,"),
    },
    "docs/references.bib": {
        "braces": ("@misc{x, title = ", "{"),
        "names": ("@misc{x, author = {", "A and "),
        "words in a name": ("@misc{x, author = {", "{A} b "),
        "entries": ("", "@misc{\n"),
        "joined": ("@misc{x, title = a", " # a"),
    },
    "snippets/codes_of_work.csv": {
        "cells": ("", "a,"),
        "an open quotation": ('Work,"', "\n"),
        "rows": ("Work,MSIC 2008,NAICS 2022,UK SIC 2007\n", '"a"b,'),
        "a cell": ("Work", "x"),
    },
    "docs/concepts/bpo.md": {
        "lists in front": ("---\na: ", "["),
        "a number in front": ("---\na: ", "9"),
        "descriptions": ("---\na: b\n---\n", "\n    description: x"),
        "lines": ("---\na: b\n---\n", "\n---\n"),
        "fences": ("", "```"),
    },
}

# What is put in the place of a value, or anywhere, in a file of the data.
STRANGE = [
    *("3", "-1", "1.5", "1e400", "nan", "true", "2026-11-30", "2026-11-30T10:00:00Z", "10:00:00"),
    *('""', '"x"', "'\\('", '"{"', '"{s} {s}"', '"$x"', "[]", '[""]', '["x", 3]', "[[1]]", "{}"),
    *("{ x = 1 }", "[{}]", "9" * 5000, "0x" + "f" * 900, "[" * 3000, "{a=" * 3000, "a." * 3000),
    *('"' + "x" * 2000 + '"', '"' + "é, " * 400 + '"', "?", "=", "*", "&a", "|", "{{", "}}", "@"),
    *("@comment{", "@string{", '"', "'", ",", "\\", "\n\n", "---\n", "[[case]]\n", "[terms]\n"),
]
BYTES = b"\0", b"\xff", b"\xed\xa0\x80", b"\r", b"\x1b", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\x85"
BIBLIOGRAPHY = "docs/references.bib"
VALUE = re.compile(rb"(?<== )[^\n]+?(?=,?\n)|(?<== )\"[^\"\n]*\"|(?<=[,{\[])[^,\n{}\[\]]+")
WORD = re.compile(rb"[^\W\d]+")
FILES = [
    *(f"snippets/{name}.toml" for name in ("facts", "rules", "cases", "argued", "vocabulary")),
    *("snippets/codes_of_operations.toml", "classified/forms.toml", "tools/translations.toml"),
    *("docs/book.toml", "docs/_ext/searching.toml", BIBLIOGRAPHY),
    *("docs/sources/adp-2010.toml", "docs/concepts/call-centre.md"),
    *(
        (check_files.DATA / name).resolve().relative_to(ROOT).as_posix()
        for name in check_files.TABLES
    ),
]
TOLD = re.compile(  # no error of another type than the project's own
    r"(?:classified|snippets|docs|tools)/[\w./-]+:[1-9]\d*: (?!(?!Fact)\w+(?:Error|Exception): ).+"
    r"\nNothing was built\. Mend that, and build again\."
)
PO = (ROOT / "docs/locale/ms/LC_MESSAGES/index.po").read_bytes()[:4000]


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return a file after one to three slips, of a person or of a program."""
    for _ in range(draw(st.integers(1, 3))):
        lines = whole.splitlines(keepends=True) or [b""]
        one, other = sorted(draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        spots = [*draw(st.sampled_from([VALUE, WORD])).finditer(whole)]
        new = draw(st.sampled_from(STRANGE) | st.text(max_size=9)).encode(errors="replace")
        at = draw(st.integers(0, len(whole)))
        match draw(st.integers(0, 9)):
            case 0:
                del lines[one : min(other, one + 9) + 1]
            case 1:
                lines.insert(other, lines[one])
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
            case 3:
                lines.insert(one, new + b"\n")
            case 4:
                lines = [line.rstrip(b"\n") + b"\r\n" for line in lines]
            case 5:
                lines = [whole[:at], draw(st.sampled_from(BYTES)), whole[at:]]
            case 6:
                lines = [whole[:at]]
            case _ if spots:
                spot = draw(st.sampled_from(spots))
                lines = [whole[: spot.start()], new, whole[spot.end() :]]
        whole = b"".join(lines)
    return whole


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what is read for a build, with the sources of rules and cases alone."""
    root = tmp_path_factory.mktemp("hostile")
    ignored = shutil.ignore_patterns("__pycache__", "locale", "_static", "_templates")
    for name in "classified", "snippets", "docs", "tools":
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    shutil.copy(ROOT / "conf.py", root)
    cited = "adp-2010".join((root / name).read_text("utf-8") for name in FILES[1:3])
    for path in (root / "docs/sources").glob("*.toml"):
        if path.stem not in cited:
            path.unlink()
    entries = re.split(r"^(?=@)", (root / BIBLIOGRAPHY).read_text("utf-8"), flags=re.MULTILINE)
    kept = [one for one in entries if one.partition("{")[2].partition(",")[0] in cited]
    write(root / BIBLIOGRAPHY, "".join(kept))
    return root


def told(root: Path, name: str, content: bytes) -> str:
    """Return what is said of a copy while a file of it has another content."""
    path, names = root / name, ("classified", "snippets")
    whole = path.read_bytes()
    own = {key: sys.modules.pop(key) for key in [*sys.modules] if key.split(".")[0] in names}
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(root)
        patch.setattr(check_files, "ROOT", root)
        patch.setattr(check_files, "DATA", root / "snippets")
        patch.setattr(check_files, "DOCS", root / "docs")
        try:
            return check_files.check("en", "ms")
        finally:
            path.write_bytes(whole)
            for key in [key for key in sys.modules if key.split(".")[0] in names]:
                del sys.modules[key]
            sys.modules.update(own)


@pytest.mark.parametrize("language", ["en", "ms"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANY)
def test_a_sentence_is_judged_or_refused(language: str, text: str) -> None:
    try:
        proposition, finding = judged(text, language)
    except FactError as error:
        assert str(error)
    else:
        assert finding.true in (True, False)
        assert parse(text, language) == proposition


@settings(max_examples=150, deadline=None)
@given(words=st.lists(st.one_of(ANY, st.just("work=payroll"), st.just("--json")), max_size=4))
def test_the_command_line_ends_with_one_of_its_codes(words: list[str]) -> None:
    assert main(words) in (0, 1, 2, 3)


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
@pytest.mark.parametrize(
    "word", ["Is \u201cBPO\u201d?", "work=caf\xe9", b"\xff", b"work=\xed\xa0\x80"]
)
def test_any_screen_can_show_the_answer(word: str | bytes, encoding: str) -> None:
    command = [sys.executable, "-m", "snippets", word]
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"")
    assert done.stdout


@settings(max_examples=200, deadline=None)
@given(text=st.text())
def test_a_quotation_or_a_figure_is_right_or_told_to_be_wrong(text: str) -> None:
    assert isinstance(misquoted(text, ["key"], SOURCES), str)
    assert isinstance(misstated(text, ["key#share"], SOURCES), str)
    assert isinstance(misstated("86%", [f"key#{text}"], SOURCES), str)


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet="`:{}|# \n-\\a"))
def test_a_page_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        check_text("page", text)
    except DataError as error:
        assert str(error).startswith("docs/page.md:")


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_or_refused_with_its_line(name: str, copied: Path) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=[*HealthCheck])
    @given(content=damaged((copied / name).read_bytes()))
    def each(content: bytes) -> None:
        said = told(copied, name, content)
        assert not said or TOLD.fullmatch(said), said

    each()


# Found by the tests above or by the fuzzer: what stood in a file, and what is said of it.
FOUND = {
    "number of many digits": ("snippets/rules.toml", "x = " + "9" * 5000, "a word of a thousand"),
    "list in lists": ("docs/book.toml", "x = " + "[" * 5000, "nested too deeply"),
    "date for a table": ("snippets/facts.toml", "work = 2026-11-30", "is not a table"),
    "no fact at all": ("snippets/facts.toml", "", "'thing' is missing"),
    "list of numbers": ("snippets/argued.toml", "[x]\nwork = [1]", "[1] is not a text"),
    "form of one gap": (
        "classified/forms.toml",
        '[every]\nen = ["every {s}"]\nms = []',
        "not words with two gaps",
    ),
    "form that is a pattern": (
        "classified/forms.toml",
        '[every]\nen = ["every {s} ({is}"]\nms = []',
        "not words with two gaps",
    ),
    "open cell": ("snippets/codes_of_work.csv", 'Work,"', "unexpected end of data"),
    "file of no row": ("snippets/call_centre_codes.csv", "", "expected each column once"),
    "key after a space": ("docs/references.bib", "@misc{ x, title={T}}", "brace at once"),
    "control in front": ("docs/concepts/bpo.md", "---\na: \x01\n---\n", "looks like"),
    "day that is none": ("docs/concepts/bpo.md", "---\na: 2026-02-30\n---\n", "day is out of"),
    "lists in front": ("docs/concepts/bpo.md", f"---\na: {'[' * 5000}\n---\n", "recursion"),
    "word of the book": ("docs/book.toml", '[name]\nen = "$x"', "expected no $ but"),
    "bytes of a form": ("classified/forms.toml", "\ud800", "is not UTF-8"),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_stays_mended(name: str, copied: Path) -> None:
    file, text, expected = FOUND[name]
    said = told(copied, file, text.encode(errors="surrogatepass"))
    assert TOLD.fullmatch(said)
    assert said.startswith(f"{file}:")
    assert expected in said


def test_no_slip_makes_more_operations_than_can_be_kept(copied: Path) -> None:
    text = (ROOT / "snippets/facts.toml").read_text("utf-8")
    many = "".join(f'"x{n}" = "y"\n' for n in range(5000))
    said = told(copied, "snippets/facts.toml", (text + f"[kind.values]\n{many}").encode())
    assert re.match(r"snippets/facts\.toml:\d+: ", said)
    every = text.replace("[place.values]\n", f"[place.values]\n{many}")
    assert "or more than 10,000,000" in told(copied, "snippets/facts.toml", every.encode())


@pytest.mark.parametrize("name", ["R1", "R2", "C1"])
def test_a_rule_that_a_concept_rests_on_cannot_go(name: str, copied: Path) -> None:
    text = (ROOT / "snippets/rules.toml").read_text("utf-8").replace(f"[{name}", "[X1")
    said = told(copied, "snippets/rules.toml", text.encode())
    assert TOLD.fullmatch(said) and f"rule: {name!r} is not one of" in said


@settings(max_examples=60, suppress_health_check=[*HealthCheck])
@given(content=damaged(PO))
def test_a_catalogue_is_read_or_refused_with_its_line(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "catalogues" / "index.po"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    try:
        for one in messages("ms", path.parent):
            differences(one, "ms", {})
    except SystemExit as error:
        assert re.match(rf"{path}:[1-9]\d*: .+", str(error))


@pytest.mark.parametrize(
    "translated", ["", " ", "[a]: b", "# a\n\nb", "***", "{claim}``", "`" * 9]
)
def test_a_translation_that_is_no_paragraph_is_told_to_be_wrong(translated: str) -> None:
    one = Message("index.po:1", "index", "Some words", translated)
    assert differences(one, "ms", {}) or "`" in translated


@pytest.mark.parametrize("name", GROWING)
def test_a_very_long_text_is_answered_too(name: str) -> None:
    text = GROWING[name] * (LONG // len(GROWING[name]))
    with pytest.raises(SentenceError):
        parse(text, language_of(text))
    assert misquoted(text, ["key"], SOURCES)
    assert misstated(text, ["key#share"], SOURCES)
    with suppress(DataError):
        check_text("page", text)


@pytest.mark.parametrize(
    ("file", "name"), [(file, name) for file, names in GROWING_FILES.items() for name in names]
)
def test_a_very_long_file_is_answered_too(file: str, name: str, copied: Path) -> None:
    start, part = GROWING_FILES[file][name]
    said = told(copied, file, (start + part * (LONG // len(part))).encode())
    assert TOLD.fullmatch(said), said[:300]
