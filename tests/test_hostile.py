"""Whatever stands in a claim, on the command line or in a source, the answer is an answer."""

from contextlib import suppress

import pytest
from check_files import DataError, check_text
from checked_prose.sources import misquoted, misstated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classified.errors import FactError
from classified.language import SentenceError, judged, language_of, parse, surfaces
from snippets.__main__ import main

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
# Each is made longer by its number.
GROWING = {
    "one word": "x",
    "words": "call centre ",
    "nearly a form": "every call centre is a ",
    "dots": "a...",
    "digits": "9",
    "braces": "{s} ",
    "fences": "```{doctest}\n",
    "cells": "| a ",
}


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


@pytest.mark.parametrize("name", GROWING)
def test_a_very_long_text_is_answered_too(name: str) -> None:
    text = GROWING[name] * (LONG // len(GROWING[name]))
    with pytest.raises(SentenceError):
        parse(text, language_of(text))
    assert misquoted(text, ["key"], SOURCES)
    assert misstated(text, ["key#share"], SOURCES)
    with suppress(DataError):
        check_text("page", text)
