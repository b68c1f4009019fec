"""The controlled language: every proposition can be said, and is read back as it was meant."""

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classified import language as grammar
from classified.cases import cases
from classified.language import FORMS, SentenceError, check, parse, render
from classified.proposition import TERMS, WANTING, Form, Proposition

LANGUAGES = ("en", "ms")
SAYABLE = {"en": set(TERMS), "ms": set(TERMS) - set(WANTING)}
OF_CASES = (Form.IS, Form.IS_NOT, Form.MAY)

# The wordings of each form, of three subjects: "help desk", a noun; "payroll", which has no
# plural; and a case. The predicate is always "BPO operation".
WORDINGS = {
    Form.EVERY: "every help desk is BPO, all payroll is BPO, all help desks are BPO, a help desk"
    " is BPO, payroll is BPO, help desks are BPO | setiap meja bantuan ialah operasi BPO,"
    " meja bantuan ialah operasi BPO, semua meja bantuan ialah operasi BPO,"
    " setiap meja bantuan merupakan operasi BPO, meja bantuan merupakan operasi BPO",
    Form.NO: "no help desk is BPO, no payroll is BPO, no help desks are BPO, a help desk is not"
    " BPO, payroll is not BPO, help desks are not BPO | tiada meja bantuan yang merupakan"
    " operasi BPO, meja bantuan bukan operasi BPO",
    Form.SOME: "some help desks are BPO, some payroll is BPO"
    " | sesetengah meja bantuan ialah operasi BPO, ada meja bantuan yang merupakan operasi BPO",
    Form.SOME_NOT: "some help desks are not BPO, some payroll is not BPO"
    " | sesetengah meja bantuan bukan operasi BPO, ada meja bantuan yang bukan operasi BPO",
    Form.ONLY: "only help desks are BPO, only payroll is BPO"
    " | hanya meja bantuan yang merupakan operasi BPO, hanya meja bantuan merupakan operasi BPO",
    Form.ALWAYS: "a help desk is always BPO, payroll is always BPO, help desks are always BPO"
    " | meja bantuan sentiasa merupakan operasi BPO",
    Form.SOMETIMES: "a help desk is sometimes BPO, payroll is sometimes BPO, help desks are"
    " sometimes BPO | meja bantuan kadangkala merupakan operasi BPO",
    Form.NEVER: "a help desk is never BPO, payroll is never BPO, help desks are never BPO"
    " | meja bantuan sama sekali bukan operasi BPO,"
    " meja bantuan tidak pernah merupakan operasi BPO",
    Form.OVERLAP: "help desks and BPO overlap; and neither contains the other, payroll and BPO"
    " overlap; and neither contains the other"
    " | meja bantuan dan operasi BPO bertindih; dan kedua-duanya tidak merangkumi satu sama lain",
    Form.SAME: "a help desk is the same as BPO, payroll is the same as BPO"
    " | meja bantuan sama dengan operasi BPO",
    Form.IS: "Scicom is BPO | Scicom ialah operasi BPO, Scicom merupakan BPO",
    Form.IS_NOT: "Scicom is not BPO | Scicom bukan operasi BPO",
    Form.MAY: "Scicom may be BPO | Scicom mungkin merupakan operasi BPO",
}
SENTENCES = [
    (form, language, sentence.strip().replace(";", ","))
    for form, wordings in WORDINGS.items()
    for language, listed in zip(LANGUAGES, wordings.split("|"), strict=True)
    for sentence in listed.split(",")
]


@pytest.mark.parametrize(("form", "language", "sentence"), SENTENCES)
def test_every_wording_is_read_alike_in_both_languages(
    form: Form, language: str, sentence: str
) -> None:
    said = parse(sentence, language)
    named = [key for key in ("payroll", "Scicom") if sentence.startswith(key)]
    plain = re.match("(all|no|some|only) payroll", sentence) and "payroll"
    subject = named[0] if named else plain or "help desk"
    assert said == Proposition(form, subject, "BPO operation")


def test_no_wording_is_left_out_above() -> None:
    for form in Form:
        for language in LANGUAGES:
            tried = [row for row in SENTENCES if row[:2] == (form, language)]
            assert len(tried) == len(FORMS[form][language]), (form, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_rendered_is_read_back(language: str) -> None:
    said: dict[Form, set[str]] = defaultdict(set)
    for form in Form:
        for subject in cases() if form in OF_CASES else TERMS:
            for predicate in TERMS:
                proposition = Proposition(form, subject, predicate)
                try:
                    sentence = render(proposition, language)
                except SentenceError:
                    continue
                assert parse(sentence, language) == proposition
                said[form] |= {subject, predicate}
    # A term that only follows "is", such as "led by voice", can't be a second noun.
    assert all(said[form] >= SAYABLE[language] for form in Form if form not in ("overlap", "same"))
    assert all(said[form] >= set(cases()) for form in OF_CASES)
    assert all(len(said[form]) > 30 for form in (Form.OVERLAP, Form.SAME))


case_mixes = st.sampled_from([str.upper, str.lower, str.swapcase, str])
blanks = st.sampled_from([" ", "\n", "  \n  ", "\t"])


@given(st.sampled_from(SENTENCES), st.sampled_from(sorted(TERMS)), case_mixes, blanks)
def test_capitals_and_line_breaks_do_not_matter(row, term, mix, blank) -> None:  # type: ignore[no-untyped-def]
    form, language, sentence = row
    assert parse(blank.join(mix(sentence).split()), language) == parse(sentence, language)
    subject = "Maybank call centre" if form in OF_CASES else "call centre"
    if form not in (Form.OVERLAP, Form.SAME):
        proposition = Proposition(form, subject, term)
        sentence = blank + mix(render(proposition, language)).replace(" ", blank) + blank
        assert parse(sentence, language) == proposition


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_surface_form_means_one_thing(language: str) -> None:
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key in [*SAYABLE[language], *cases()]:
        words = grammar._words(key, language)
        assert any(words.values()), f"{key} has no words"
        for gap, surfaces in words.items():
            # A case is a subject like any other: its name can't be that of a term.
            kind = "subject" if gap in ("s", "a s", "mass", "pl", "name") else gap
            for surface in surfaces:
                meant[kind, surface.lower()].add(key)
    assert not {at: keys for at, keys in meant.items() if len(keys) > 1}


@pytest.mark.parametrize(
    ("form", "subject", "predicate", "sentences"),
    [
        (Form.NO, "payroll bureau", "operation that uses the telephone",
         "no payroll bureau uses the telephone; a payroll bureau does not use the telephone; "
         "payroll bureaus do not use the telephone; a payroll bureau is not a user of the "
         "telephone | biro penggajian tidak menggunakan telefon; biro penggajian bukan "
         "pengguna telefon; tiada biro penggajian yang menggunakan telefon"),
        (Form.ALWAYS, "chat desk", "operation with a written channel",
         "a chat desk always has a written channel; chat desks always have a written channel"
         " | unit sembang sentiasa mempunyai saluran bertulis"),
        (Form.MAY, "Scicom", "organisation with a call centre",
         "Scicom may run a call centre | Scicom mungkin mengendalikan pusat panggilan"),
        (Form.IS_NOT, "Maybank call centre", "BPO operation",
         "The Maybank call centre is not BPO | Pusat panggilan Maybank bukan operasi BPO"),
        (Form.EVERY, "payroll", "neither",
         "all payroll is neither a call centre nor BPO"
         " | penggajian bukan pusat panggilan dan bukan operasi BPO"),
        (Form.SOME, "in-house operation", "in-house operation",
         "some in-house work is done in-house"
         " | sesetengah operasi dalaman dijalankan secara dalaman"),
    ],
)  # fmt: skip
def test_verbs_and_names_are_inflected(
    form: Form, subject: str, predicate: str, sentences: str
) -> None:
    for language, listed in zip(LANGUAGES, sentences.split("|"), strict=True):
        for sentence in listed.split(";"):
            assert parse(sentence, language) == Proposition(form, subject, predicate), sentence


@pytest.mark.parametrize(
    "noun",
    ["a BPO operation", "a KPO operation", "an ITO operation", "an LPO operation",
     "an RPO operation", "an outsourced call centre", "an in-house operation",
     "an inbound call centre", "an emergency call centre",
     "a user of the telephone", "a nursing line", "a help desk"],
)  # fmt: skip
def test_the_article_goes_with_the_sound(noun: str) -> None:
    said = parse(f"{noun} is sometimes inbound", "en")
    assert render(said, "en").startswith(f"A{noun[1:]} ")
    right, _, bare = noun.partition(" ")
    for sentence in "{} is sometimes inbound", "a help desk is always {}":
        parse(sentence.format(noun), "en")
        with pytest.raises(SentenceError, match=f"(?i)Nearest: .*{bare}"):
            parse(sentence.format(f"{'a' if right == 'an' else 'an'} {bare}"), "en")


@pytest.mark.parametrize(
    ("sentence", "language", "unknown", "near"),
    [
        ("every cal centre is BPO", "en", "cal centre", "call centre"),
        ("every help desk is a cal centre", "en", "is a cal centre", "is a call centre"),
        ("help desks are cal centres", "en", "are cal centres", "are call centres"),
        ("Scicom may be a cal centre", "en", "may be a cal centre", "may be a call centre"),
        ("setiap pusat pangilan ialah operasi BPO", "ms", "pusat pangilan", "pusat panggilan"),
        ("no cal centre is payroll", "en", "cal centre", "call centre"),
        ("some call centres are cal centres", "en", "are cal centres", "are call centres"),
        ("a help desk is never a cal centre", "en", "is never a cal centre",
         "is never a call centre"),
        ("Scicom is a cal centre", "en", "is a cal centre", "is a call centre"),
        ("a help desk is the same as a cal centre", "en", "a cal centre", "a call centre"),
        ("every help desk is a BPO operator", "en", "is a BPO operator", "is a BPO operation"),
    ],
)  # fmt: skip
def test_an_unknown_term_is_named_with_the_nearest(
    sentence: str, language: str, unknown: str, near: str
) -> None:
    with pytest.raises(SentenceError) as caught:
        parse(sentence, language)
    assert str(caught.value) == (
        f"sentence: {unknown!r} is not in the vocabulary. Nearest: {near!r}. Use that, or add a "
        "term to snippets/vocabulary.toml."
    )


@pytest.mark.parametrize(
    ("sentence", "language", "near"),
    [
        ("call centres overlap with BPO", "en", "A call centre is never a BPO operation"),
        (
            "a call centre equals the same BPO",
            "en",
            "A call centre is the same as a BPO operation",
        ),
        ("every help desk", "en", "Every help desk is a call centre"),
        ("BPO by Scicom", "en", "BPO is a call centre"),
        ("Scicom runs BPO", "en", "Scicom is a BPO operation"),
        ("", "en", "Some call centres are not BPO operations"),
        ("pusat panggilan itu BPO", "ms", "Pusat panggilan ialah operasi BPO"),
    ],
)
def test_an_unknown_form_is_answered_with_a_sentence(
    sentence: str, language: str, near: str
) -> None:
    with pytest.raises(SentenceError) as caught:
        parse(sentence, language)
    message = f"sentence: {sentence!r} has no known form. Nearest: {near!r}. Say it so, or "
    assert str(caught.value) == f"{message}without a claim and with a source."
    parse(near, language)  # so that whoever follows the advice is understood


def test_words_that_a_term_lacks_are_an_error() -> None:
    with pytest.raises(SentenceError, match="'overlap' has no words in 'en' for 'neither'"):
        render(Proposition(Form.OVERLAP, "neither", "payroll"), "en")


def test_check_prints_only_what_is_false(capsys: pytest.CaptureFixture[str]) -> None:
    check("every outsourced call centre is a BPO operation")
    check("setiap pusat panggilan sumber luaran ialah operasi BPO", "ms")
    assert capsys.readouterr().out == ""
    check("every call centre is a BPO operation")
    assert capsys.readouterr().out.startswith("false: work: ")
    check("every bird is a fish")
    assert capsys.readouterr().out.startswith("can't be judged: sentence: 'bird' is not in")
