"""The screens speak plainly: words that a person notices instead of reading are in no sentence."""

import re

import pytest

from theriac.locale.catalogue import ROOT, read_po

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
}
"""Another word than the glossary's, and the glossary's."""


def said() -> list[tuple[str, str, str]]:
    """Part, English and Bahasa Indonesia of every sentence."""
    return [
        (path.stem, english, indonesian)
        for path in sorted((ROOT / "id").glob("*.po"))
        for key, texts in read_po(path).items()
        for english, indonesian in zip((key.id, key.plural), (*texts, texts[-1]), strict=False)
        if english
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
