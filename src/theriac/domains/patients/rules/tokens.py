"""Under which keyed hashes a person is found, and what was typed asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from theriac.core.persons.names import LONGEST_PART, all_parts, parts_of, written_out
from theriac.core.persons.numbers import last_four, phone_digits
from theriac.core.persons.sounds import sound_of
from theriac.core.privacy.keyed_hashes import HashKey

NAME, SOUND, BORN, PHONE, NUMBER, LAST_FOUR, TWIN = (
    "name",
    "sound",
    "born",
    "phone",
    "number",
    "last four",
    "twin",
)
SHORTEST = 2
"""Letters of a name that find anybody."""
MOST_WORDS = 6
_DATES = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
)
_SEPARATORS = re.compile(r"[\s().\-/]")

Value = tuple[str, str]
"""A kind and the value that is hashed."""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a person may be found by."""

    names: str
    birth_date: date | None
    phones: Sequence[str]
    numbers: Sequence[str]
    calling_code: str


def values_of(person: PersonFacts) -> set[Value]:
    """Everything that finds a person: beginnings and sounds of names, birth date, numbers."""
    found: set[Value] = set()
    for part in all_parts(person.names):
        for whole in {part, written_out(part)}:
            found |= {(NAME, whole[:end]) for end in range(SHORTEST, len(whole) + 1)}
        found.add((NAME, part))
    found |= {(SOUND, sound_of(part)) for part in parts_of(person.names)}
    if person.birth_date is not None:
        found.add((BORN, person.birth_date.isoformat()))
    for phone in person.phones:
        digits = phone_digits(phone, person.calling_code)
        if digits:
            found |= {(PHONE, digits), (LAST_FOUR, last_four(digits))}
    for number in person.numbers:
        found |= {(NUMBER, number), (LAST_FOUR, last_four(number))}
    return found


def tokens_of(person: PersonFacts, key: HashKey) -> set[int]:
    """The keyed hashes of all that finds a person."""
    return {key.token(kind, value) for kind, value in values_of(person)}


def twin_of(person: PersonFacts, key: HashKey) -> int | None:
    """What two records of one person usually share: birth date and the sound of the first part."""
    parts = parts_of(person.names)
    if person.birth_date is None or not parts:
        return None
    return key.token(TWIN, f"{person.birth_date.isoformat()} {sound_of(parts[0])}")


def asked(text: str, calling_code: str) -> tuple[list[Value], list[Value]]:
    """What was typed, as values that must all be there; and the same by sound, where names are.

    Nothing can be asked by fewer than two letters; then both are empty.
    """
    text, born = _without_dates(text)
    number = _as_number(text, calling_code)
    if number is not None:
        return [*born, number], []
    words = [part for part in parts_of(text) if len(part) >= SHORTEST][:MOST_WORDS]
    words.sort(key=len, reverse=True)
    spelt = [(NAME, word[:LONGEST_PART]) for word in dict.fromkeys(words)]
    heard = [(SOUND, sound_of(word)) for word in dict.fromkeys(words) if len(word) > SHORTEST]
    return [*born, *spelt], [*born, *heard] if len(heard) == len(spelt) and heard else []


def _as_number(text: str, calling_code: str) -> Value | None:
    compact = _SEPARATORS.sub("", text).upper()
    digits = compact.removeprefix("+")
    if digits.isascii() and digits.isdigit():
        if len(digits) == 4:
            return LAST_FOUR, digits
        phone = phone_digits(text, calling_code)
        is_phone = phone is not None and len(digits) not in (14, 16)
        return (PHONE, phone or "") if is_phone else (NUMBER, digits)
    has_both = any(map(str.isdigit, compact)) and any(map(str.isalpha, compact))
    return (NUMBER, compact) if has_both and " " not in text.strip() else None


def _without_dates(text: str) -> tuple[str, list[Value]]:
    born: list[Value] = []
    for pattern in _DATES:
        for found in pattern.finditer(text):
            day = _date_of(found.groupdict())
            if day is not None:
                born.append((BORN, day.isoformat()))
                text = text.replace(found.group(), " ")
    return text.strip(), born


def _date_of(parts: Mapping[str, str]) -> date | None:
    try:
        return date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None


def dates_around(day: date) -> Iterator[date]:
    """The day, and the one with day and month swapped, as people mistype it."""
    yield day
    if day.day <= 12 and day.day != day.month:
        yield date(day.year, day.day, day.month)
