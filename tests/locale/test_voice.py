"""The screens speak plainly: words that a person notices instead of reading are in no sentence."""

import json
import re
from pathlib import Path

import pytest
from django.utils import translation

from theriac import surfaces
from theriac.core.actor import SYSTEM, SYSTEM_NAME
from theriac.locale.catalogue import ROOT, read_po
from theriac.surfaces import counter

SURFACES = Path(surfaces.__file__).parent
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

NAMED = {
    "Theriac counter",
    "Theriac stock count",
    "Theriac API",
    "Double-click Theriac in the list and open “Trust”.",
    "Open Settings, General, About, Certificate Trust Settings, and switch on full trust for "
    "Theriac.",
}
"""Sentences that name the product as an app or certificate is named; it never acts in one."""
BRAND = re.compile(r"[·>]\s*Theriac\b|title=\"Theriac\"|aria-label=\"Theriac\"|</svg>Theriac")
"""The product's name in a template: a page's title, and beside its mark."""


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


@pytest.mark.rows("UX-14")
def test_the_product_is_nobody_who_acts() -> None:
    """When this fails: an automatic act is "System", the program is "the server"."""
    found = [
        f"{part}: {text!r}"
        for part, english, indonesian in said()
        for text in (english, indonesian)
        if "Theriac" in text and english not in NAMED
    ]
    at_the_counter = [text for language in ("en", "id") for text in said_at_the_counter(language)]
    assert [*found, *(one for one in at_the_counter if "Theriac" in one[1])] == []


@pytest.mark.rows("UX-14")
def test_no_page_shows_the_product_as_a_who() -> None:
    """When this fails: who did it is ``SYSTEM_NAME`` where nobody did."""
    shown = [
        f"{path.name}: {line.strip()}"
        for path in sorted(SURFACES.rglob("*.html"))
        for line in BRAND.sub("", path.read_text("utf-8")).splitlines()
        if "Theriac" in line and "translate" not in line
    ]
    said_by_code = [
        f"{path.name}: {line.strip()}"
        for path in sorted((SURFACES / "backoffice").rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if '"Theriac"' in line and path.name != "frame.py"
    ]
    assert [*shown, *said_by_code] == []
    assert str(SYSTEM_NAME) == SYSTEM.name == "System"
    with translation.override("id"):
        assert str(SYSTEM_NAME) == "Sistem"
