"""What is said of a translation that does not say what its message says."""

import random
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import translations
from conftest import ROOT
from test_editions import translated
from translations import Message, check, differences, keep, messages, missing, problems, renderings


def wrong(english: str, malay: str) -> str:
    known = renderings("ms", [Message("", "", "is done abroad", "dibuat di luar negara")])
    return "\n".join(differences(Message("", "page", english, malay), "ms", known))


EVERY = "{claim}`Every outsourced call centre is a BPO operation`."
SETIAP = "{claim}`Setiap pusat panggilan sumber luaran ialah operasi BPO`."


@pytest.mark.parametrize(
    ("english", "malay"),
    [
        (EVERY, SETIAP),
        (EVERY, SETIAP.replace("Setiap", "Semua")),
        ("*One* {cite}`a,b` in 2012, 86%.", "*Satu* {cite}`a,b` pada tahun 2012, 86%."),
        ("{figure}`6.6 million <k#n>` people", "{figure}`6.6 juta <k#n>` orang"),
        ("{value}`72 <len(said)>`", "{value}`72 <len(said)>`"),
        ("{value}`10 of the 11 <x>`", "{value}`10 daripada 11 <x>`"),
        ("{value}`outsourced call centre <x>`", "{value}`pusat panggilan sumber luaran <x>`"),
        ("{value}`is done abroad, other BPO <x>`", "{value}`dibuat di luar negara, BPO lain <x>`"),
        ("{term}`agents <agent>`; [a](b.md#c)", "{term}`ejen <agent>`; [x](b.md#c)"),
        ("{quote}`in house` is `code`, rule R2", "{quote}`in house` ialah `code`, peraturan R2"),
        ("1. One", "1\\. Satu"),
    ],
)
def test_a_faithful_translation_passes(english: str, malay: str) -> None:
    assert not wrong(english, malay)


@pytest.mark.parametrize(
    ("english", "malay", "said"),
    [
        (EVERY, SETIAP.replace("Setiap", "Sesetengah"), "claim: "),
        (EVERY, SETIAP.replace("ialah", "bukan"), "can't be judged"),
        (EVERY, SETIAP.replace("sumber luaran", "dalaman"), "is false"),
        (EVERY, SETIAP.replace("operasi BPO", "pusat hubungan"), "claim: "),
        (EVERY, "Setiap pusat panggilan sumber luaran ialah operasi BPO.", "claim: "),
        ("{cite}`a,b`", "{cite}`a`", "cite: "),
        ("In 2012", "Pada tahun 2021", "numbers: "),
        ("{figure}`6.6 million <k#n>`", "{figure}`6.6 ribu <k#n>`", "figure: "),
        ("{figure}`86% <k#n>`", "{figure}`68% <k#n>`", "figure: "),
        ("{value}`72 <len(said)>`", "{value}`27 <len(said)>`", "value: "),
        ("{value}`always <x>`", "{value}`tidak pernah <x>`", "value: "),
        ("{value}`other BPO <x>`", "{value}`BPO lain <y>`", "value: "),
        ("{term}`agent`", "{term}`ejen`", "does not name the term"),
        ("{term}`Front office`", "{term}`pejabat hadapan <front office>`", "term: "),
        ("{quote}`own captive`", "{quote}`own captives`", "quote: "),
        ("[a](b.md#c)", "[a](b.md#d)", "links: "),
        ("`x`", "`y`", "code: "),
        ("rule R2", "peraturan R3", "rules: "),
        ("*a* word", "a word", "markup: "),
        ("1. One", "1. Satu", "would be dropped"),
        ("One", "- Satu", "would be dropped"),
        ("A word", 'Satu "kata"', "quotation marks"),
        ("One", "Satu\ndua", "lines"),
    ],
)
def test_another_meaning_is_told(english: str, malay: str, said: str) -> None:
    assert said in wrong(english, malay)


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a catalogue of two messages, in a project of its own."""
    path = tmp_path / "docs/locale/ms/LC_MESSAGES/page.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "One"\nmsgstr "Satu"\n\nmsgid "Two 2"\nmsgstr "Dua 2"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def test_a_message_is_read_once_and_again_after_a_change(catalogue: Path) -> None:
    place = "docs/locale/ms/LC_MESSAGES/page.po"
    assert [said.split(": ")[0] for said in check("ms")] == [f"{place}:1", f"{place}:4"]
    keep("ms", list(messages("ms")))
    assert not check("ms")
    catalogue.write_text(catalogue.read_text("utf-8").replace("Satu", "Suatu"), "utf-8")
    assert len(said := check("ms")) == 1
    assert said[0].startswith(f"{place}:1: 'Suatu' is new or changed")
    keep("ms", [])  # what has changed is forgotten, and what has not is kept
    assert len(check("ms")) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Satu"', '""', "1: is not translated: 'One'"),
        ('msgid "One"', '#, fuzzy\nmsgid "One"', "is marked fuzzy: 'One'"),
        ('msgid "One"\nmsgstr', '#~ msgid "One"\n#~ msgstr', "is on no page any more: 'One'"),
    ],
)
def test_what_is_wanting_is_told(catalogue: Path, old: str, new: str, said: str) -> None:
    catalogue.write_text(catalogue.read_text("utf-8").replace(old, new), "utf-8")
    (found,) = problems("ms")
    assert said in found


def test_what_pages_and_catalogues_do_not_share_is_told(catalogue: Path) -> None:
    Path("templates").mkdir()
    template = '\nmsgid "Two 2"\nmsgstr ""\n\nmsgid "Three"\nmsgstr ""\n'
    Path("templates/page.pot").write_text(template, "utf-8")
    new, gone = missing("ms", Path("templates"))
    assert "page.po: lacks 'Three'" in new
    assert "page.po:1: is on no page any more: 'One'" in gone


EDITS = (
    *("setiap tiada", "ialah bukan", "sentiasa kadangkala", "BPO pusat", "dalaman luaran"),
    *("masuk keluar", "sesetengah semua", "juta bilion", "pelanggan klien", "boleh mesti"),
)


@translated
@pytest.mark.slow
def test_an_edit_of_any_translation_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no comparison sees, the record does; how many the comparison sees is printed."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "docs/locale", "docs/locale")
    every = [one for one in messages("ms") if one.page != "sphinx"]
    known, record = renderings("ms", every), translations.kept("ms")
    patterns = [(rf"\b{a}\b", b) for e in EDITS for a, b in [e.split(), e.split()[::-1]]]
    patterns += [(r"(?<![\w<#])\d", "7"), (r"(?<=\{quote\}`)\w+", "some")]
    mutants = [
        (one, one.translated[: m.start()] + new + one.translated[m.end() :])
        for one in every
        for pattern, new in patterns
        for m in re.finditer(pattern, one.translated)
        if m[0] != new
    ]
    noticed = Counter[str]()
    for one, text in random.Random(1).sample(mutants, 150):
        mutant = Message(one.place, one.page, one.english, text)
        if differences(mutant, "ms", known):
            noticed["compared"] += 1
        elif translations.digest(mutant) not in record.get(one.page, ()):
            noticed["recorded"] += 1
    print(noticed)
    assert noticed.total() >= 0.97 * 150
