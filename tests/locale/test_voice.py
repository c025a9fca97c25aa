"""The screens speak plainly: words that a person notices instead of reading are in no sentence."""

import json
import re
from pathlib import Path

import pytest

from theriac.locale.catalogue import ROOT, read_po
from theriac.surfaces import counter

COUNTER = Path(counter.__file__).parent / "static" / "counter" / "i18n"

UNSAID = re.compile(
    r"\b(whoever|somebody|nobody|stands|fits|holds|goes|answers|anew|meanwhile|oops"
    r"|opens nothing|by itself|(?:is|are) asked|said yes|a yes|shut(?:s)? out|looked at|may what"
    r"|e-mail|put in past|as at delivery|written down)\b",
    re.IGNORECASE,
)
"""What was said on earlier screens and is understood, but belongs to no modern product's words."""

MISPUT = {
    "Potongan": "Diskon",
    "E-mail": "Email",
    "Kedaluarsa": "Kedaluwarsa",
    "Jejak audit": "Log audit",
    "Daring": "Online",
    "Luring": "Offline",
    "Kantor belakang": "Back office",
    "Lencana": "Kartu",
}
"""Another word than the glossary's, and the glossary's."""

UNSAID_AT_THE_COUNTER = re.compile(
    r"\b(once more|kept|held|doesn't answer|doesn't take|may not|who may|told|the books"
    r"|without (?:a )?network)\b",
    re.IGNORECASE,
)
"""What the counter said in its own way before, where the back office says another word."""


def said() -> list[tuple[str, str, str]]:
    """Part, English and Bahasa Indonesia of every sentence."""
    return [
        (path.stem, english, indonesian)
        for path in sorted((ROOT / "id").glob("*.po"))
        for key, texts in read_po(path).items()
        for english, indonesian in zip((key.id, key.plural), (*texts, texts[-1]), strict=False)
        if english
    ]


def said_at_the_counter(language: str) -> list[tuple[str, str]]:
    """File and text of every sentence that the counter says in a language."""
    return [
        (path.stem, json.loads(text))
        for path in sorted((COUNTER / language).glob("*.js"))
        for line in re.findall(r'^  "[^"]+": (.+),$', path.read_text("utf-8"), re.MULTILINE)
        for text in re.findall(r'"(?:[^"\\]|\\.)*"', line)
    ]


@pytest.mark.rows("UX-14")
def test_no_sentence_has_a_word_that_only_a_translation_would_choose() -> None:
    """When this fails: say it as the field does; the commonest product's word is the right one."""
    found = [
        f"{part}: {match[0]!r} in {english!r}"
        for part, english, _indonesian in said()
        if (match := UNSAID.search(english))
    ]
    assert found == []


@pytest.mark.rows("UX-14")
def test_bahasa_indonesia_has_one_word_for_one_thing() -> None:
    found = [
        f"{part}: {wrong!r} is {right!r} in {indonesian!r}"
        for part, _english, indonesian in said()
        for wrong, right in MISPUT.items()
        if re.search(rf"\b{wrong}\b", indonesian)
    ]
    assert found == []


@pytest.mark.rows("UX-14")
def test_the_counter_speaks_as_the_back_office_does() -> None:
    said_here = said_at_the_counter("en")
    assert len(said_here) > 600
    found = [
        f"{part}: {match[0]!r} in {text!r}"
        for part, text in said_here
        for words in (UNSAID, UNSAID_AT_THE_COUNTER)
        if (match := words.search(text))
    ]
    assert found == []


@pytest.mark.rows("UX-14")
def test_the_counter_has_one_word_in_bahasa_indonesia_for_one_thing() -> None:
    said_here = said_at_the_counter("id")
    assert len(said_here) > 600
    found = [
        f"{part}: {wrong!r} is {right!r} in {text!r}"
        for part, text in said_here
        for wrong, right in MISPUT.items()
        if re.search(rf"\b{wrong}\b", text, re.IGNORECASE)
    ]
    assert found == []
