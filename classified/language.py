"""The controlled language: sentences to propositions and back, in English and in Malay.

Its forms are in ``forms.toml``, its words in ``vocabulary.toml``. A sentence is a form whose gaps
are filled: {s} and its like by the words of the subject, {is} and its like by those of the
predicate.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from classified.cases import cases
from classified.data import PACKAGE
from classified.errors import FactError
from classified.proposition import TERMS, VOCABULARY, WANTING, Finding, Form, Proposition

FORMS = tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))
Words = dict[str, tuple[str, ...]]  # for each gap, what may stand in it
_GAP = re.compile(r"\{([a-z ]+)\}")
_NAMES = ("s", "pl", "mass", "name")
_SUBJECT = {*_NAMES, "a s"}
_NOUNS = _SUBJECT | {"o", "a o", "o pl"}


class SentenceError(FactError):
    """A sentence that is not in the controlled language."""


def parse(text: str, language: str) -> Proposition:
    """Return what a sentence says.

    Args:
        text: the sentence, or the part of one, without a full stop.
        language: "en" or "ms".

    Raises:
        SentenceError: it has no known form, or a term in it is not in the vocabulary.
    """
    sentence = " ".join(text.split())
    for pattern, form, gaps in _patterns(language):
        if match := pattern.fullmatch(sentence):
            found = [
                _filled(language, gap)[words.lower()]
                for gap, words in zip(gaps, match.groups(), strict=True)
                if words.lower() in _filled(language, gap)
            ]
            if len(found) == len(gaps):
                return Proposition(form, *found)
    raise _error(sentence[:999], language)  # enough to tell what it was to be


def language_of(text: str) -> str:
    """Return the language whose forms have more of the words of a sentence: "en" or "ms"."""
    words = re.compile(r"\w+").findall
    said, forms = {*words(text.lower())}, FORMS.values()
    return max(
        "en", "ms", key=lambda one: len(said & {*words(str([form[one] for form in forms]))})
    )


@cache
def judged(text: str, language: str) -> tuple[Proposition, Finding]:
    """Return what a sentence says, and whether it is so.

    Raises:
        FactError: it cannot be read or judged, or is true by its form: of one term alone.
    """
    proposition = parse(text, language)
    if proposition.subject == proposition.predicate:
        raise FactError(
            f"predicate: {proposition.predicate!r} is the subject too: nothing is said"
        )
    return proposition, proposition.judge()


def check(text: str, language: str = "en") -> None:
    """Print nothing if a sentence is true; otherwise print what shows that it is not."""
    try:
        _, finding = judged(text, language)
    except FactError as error:
        print(f"can't be judged: {error}")
    else:
        if not finding.true:
            print(f"false: {finding.shown or 'there is nothing of the kind'}")


def render(proposition: Proposition, language: str) -> str:
    """Return the sentence that says it, beginning with a capital, without a full stop.

    Args:
        proposition: what to say.
        language: "en" or "ms".

    Raises:
        SentenceError: a term lacks the words that the form needs.
    """
    for sentence in _wordings(proposition, language):
        return sentence
    raise SentenceError(
        f"form: {str(proposition.form)!r} has no words in {language!r} for "
        f"{proposition.subject!r} and {proposition.predicate!r}."
    )


def _wordings(proposition: Proposition, language: str) -> Iterator[str]:
    subject = _words(proposition.subject, language)
    predicate = _words(proposition.predicate, language)
    for template in FORMS[proposition.form][language]:
        filled = [
            (subject if gap in _SUBJECT else predicate).get(gap, ())
            for gap in _GAP.findall(template)
        ]
        if all(filled):
            words = iter(filled)
            sentence = _GAP.sub(lambda _gap: next(words)[0], template)  # noqa: B023
            yield sentence[0].upper() + sentence[1:]


def surfaces(language: str) -> dict[str, Words]:
    """Return, for each term, the words that may stand for it in each gap."""
    return {term: _words(term, language) for term in TERMS}


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], Form, list[str]]]:
    def words(gap: re.Match[str]) -> str:
        return f"({'|'.join(map(re.escape, _filled(language, gap[1])))})"

    return [
        (re.compile(_GAP.sub(words, shape), re.IGNORECASE), form, _GAP.findall(shape))
        for form, shape in _shapes(language)
    ]


def _shapes(language: str) -> Iterator[tuple[Form, str]]:
    """Yield each wording of a form for whose gaps there are words at all."""
    for form in Form:
        for shape in FORMS[form][language]:
            if all(_filled(language, gap) for gap in _GAP.findall(shape)):
                yield form, shape


@cache
def _filled(language: str, gap: str) -> dict[str, str]:
    """Return, for everything that can stand in a gap, the term or the case that it means."""
    keys = cases() if gap == "name" else TERMS
    words = {words.lower(): key for key in keys for words in _words(key, language).get(gap, ())}
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))


@cache
def _words(key: str, language: str) -> Words:
    if key not in TERMS:
        return {"name": (VOCABULARY.get("names", {}).get(key, {}).get(language, key),)}
    inflect = _english if language == "en" else _malay
    words = inflect(**({} if language == "ms" and key in WANTING else TERMS[key][language]))
    return {gap: tuple(filter(None, filled)) for gap, filled in words.items()}


def _english(
    noun: Sequence[str] = ("", ""), mass: str = "", be: str = "", verb: Sequence[str] = ()
) -> dict[str, list[str]]:
    one, many = noun
    article = "an" if re.match("[aeio]|[AEFHILMNORSX][A-Z]", one) else "a"
    a = f"{article} {one}" if one else ""
    things = [what for what in (a, mass, be) if what]
    kinds = [what for what in (many, mass, be) if what]
    words = {"s": [one], "pl": [many], "mass": [mass], "a s": [a], "a o": [a, mass]}
    words["o pl"] = [many, mass]
    words["may"] = [f"may be {what}" for what in things]
    for adverb in "", " not", " always", " sometimes", " never":
        words["is" + adverb] = [f"is{adverb} {what}" for what in things]
        words["are" + adverb] = [f"are{adverb} {what}" for what in kinds]
    if verb:
        does, do, rest = verb
        for adverb in "", " always", " sometimes", " never":
            words["is" + adverb].append(f"{adverb} {does} {rest}".strip())
            words["are" + adverb].append(f"{adverb} {do} {rest}".strip())
        words["is not"].append(f"does not {do} {rest}")
        words["are not"].append(f"do not {do} {rest}")
        words["may"].append(f"may {do} {rest}")
    return words


def _malay(noun: str | Sequence[str] = (), verb: str = "") -> dict[str, list[str]]:
    nouns = [noun] if isinstance(noun, str) else [*noun]
    return {
        "s": nouns,
        "o": nouns,
        "ialah": [verb, *(f"ialah {what}" for what in nouns)],
        "merupakan": [verb, *(f"merupakan {what}" for what in nouns)],
        "bukan": [verb and f"tidak {verb}", *(f"bukan {what}" for what in nouns)],
    }


def _error(sentence: str, language: str) -> SentenceError:
    """Return the error for a sentence, by the form that leaves the least of it unknown."""
    fits = []
    for _form, shape in _shapes(language):
        gaps = _GAP.findall(shape)
        loose = _GAP.sub(lambda gap: f"({'' if gap[1] in _NOUNS else gap[1] + ' '}.+?)", shape)
        match = re.fullmatch(loose, sentence, re.IGNORECASE)
        unknown = [
            (words, *_nearest(words, gap, language))
            for gap, words in zip(gaps, match.groups() if match else ())  # noqa: B905
            if words.lower() not in _filled(language, gap)
        ]
        if "name" in gaps and any(
            match and match[1].lower() in _filled(language, gap) for gap in _SUBJECT - {"name"}
        ):
            continue  # it is said of cases, and this is a term
        if unknown:
            words, near, likeness = unknown[0]
            fits.append((len(unknown), -len(loose), -likeness, words, near))
    if fits:
        *_, words, near = min(fits)
        message = f"sentence: {words!r} is not in the vocabulary. Nearest: {near!r}. Use that, or "
        return SentenceError(f"{message}add a term to {PACKAGE}/vocabulary.toml.")
    spelled = {words: key for gap in _NAMES for words, key in _filled(language, gap).items()}
    left, named = sentence.lower(), dict[int, str]()
    for known in sorted(spelled, key=len, reverse=True):
        if re.search(rf"\b{re.escape(known)}\b", left):
            named[left.index(known)] = spelled[known]
            left = left.replace(known, "\0" * len(known))
    keys = [named[at] for at in sorted(named)] + VOCABULARY.get("example", [*TERMS])
    predicate = next(key for key in keys[1:] if key in TERMS and key != keys[0])
    said = [Proposition(form, keys[0], predicate) for form in Form]
    readable = [wording for one in said for wording in _wordings(one, language)]
    near, *_ = [*difflib.get_close_matches(sentence, readable, n=1, cutoff=0), ""]
    message = f"sentence: {sentence!r} has no known form. Nearest: {near!r}. Say it so, or "
    return SentenceError(f"{message}without a claim and with a source.")


def _nearest(words: str, gap: str, language: str) -> tuple[str, float]:
    """Return what may stand in a gap and is most like some words, and how like it is."""
    keys = cases() if gap == "name" else TERMS
    spelt = {known.lower(): known for key in keys for known in _words(key, language).get(gap, ())}
    near = difflib.get_close_matches(words.lower(), spelt, n=1, cutoff=0)[0]
    return spelt[near], difflib.SequenceMatcher(None, near, words.lower()).ratio()
