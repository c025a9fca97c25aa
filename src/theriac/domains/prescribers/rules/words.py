"""The words that find a prescriber, and what was typed as words: pure.

Kinds: each folded part of the name, of practices' names and of the specialisation; how each part of
the name sounds; all sounds together (twins); numbers of licences; telephones of practices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from theriac.core.persons.names import all_parts, parts_of
from theriac.core.persons.numbers import phone_digits
from theriac.core.persons.sounds import sound_of
from theriac.countries.prescribers.rules import compact

NAME, PRACTICE, SOUND, TWIN, NUMBER, PHONE = "name", "practice", "sound", "twin", "number", "phone"
SHORTEST = 2
"""Letters or digits that find anybody."""
MOST_WORDS = 6

Word = tuple[str, str]
"""A kind and the word."""


@dataclass(frozen=True, slots=True)
class Findable:
    """What somebody is found by; ``numbers`` are compact."""

    name: str
    practices: tuple[str, ...]
    numbers: tuple[str, ...]
    phones: tuple[str, ...]
    specialisation: str
    calling_code: str


def words_of(one: Findable) -> set[Word]:
    """Everything that finds a prescriber."""
    sounds = sorted({sound_of(part) for part in parts_of(one.name)})
    found: set[Word] = {(NAME, part) for part in all_parts(one.name)}
    for place in (*one.practices, one.specialisation):
        found |= {(PRACTICE, part) for part in all_parts(place)}
    found |= {(SOUND, sound) for sound in sounds}
    if sounds:
        found.add((TWIN, " ".join(sounds)[:160]))
    found |= {(NUMBER, number) for number in one.numbers}
    found |= {(PHONE, digits) for digits in phones_of(one.phones, one.calling_code)}
    return found


def phones_of(phones: Iterable[str], calling_code: str) -> set[str]:
    """Telephones as digits with their country."""
    digits = (phone_digits(phone, calling_code) for phone in phones)
    return {one for one in digits if one}


@dataclass(frozen=True, slots=True)
class SoughtPrescriber:
    """What was typed: a number's beginning, or words that must all be there."""

    number: str = ""
    phone: str = ""
    words: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether too little was typed to find anybody by."""
        return not self.number and not self.words


def asked(text: str, calling_code: str) -> SoughtPrescriber:
    """What was typed or scanned. A text of one word with digits is a number, or digits alone."""
    number = compact(text)
    digits = sum(letter.isdigit() for letter in number)
    if digits and (len(text.split()) == 1 or digits * 2 > len(number)):
        if len(number) < SHORTEST:
            return SoughtPrescriber()
        return SoughtPrescriber(number=number[:80], phone=phone_digits(text, calling_code) or "")
    parts = [part for part in parts_of(text) if len(part) >= SHORTEST][:MOST_WORDS]
    return SoughtPrescriber(words=tuple(parts), sounds=tuple(sound_of(part) for part in parts))
