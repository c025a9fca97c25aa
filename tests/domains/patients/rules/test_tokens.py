"""What finds a person, and what was typed asks for."""

from __future__ import annotations

from datetime import date

import pytest

from theriac.core.persons.numbers import phone_digits
from theriac.core.privacy.keyed_hashes import HashKey
from theriac.domains.patients.rules.likeness import likeness
from theriac.domains.patients.rules.tokens import (
    PersonFacts,
    asked,
    tokens_of,
    twin_of,
    values_of,
)

BORN = date(1990, 7, 1)


def person(names: str = "Siti Aminah", **more: object) -> PersonFacts:
    given = {"birth_date": BORN, "phones": ["0812-3456-7890"], "numbers": [], "calling_code": "62"}
    return PersonFacts(names=names, **{**given, **more})  # type: ignore[arg-type]


def test_every_beginning_sound_date_and_number_finds() -> None:
    assert values_of(person("Li Ani", numbers=["3273054107900002"])) == {
        ("name", "li"),
        ("name", "an"),
        ("name", "ani"),
        ("sound", "li"),
        ("sound", "an"),
        ("born", "1990-07-01"),
        ("phone", "6281234567890"),
        ("last four", "7890"),
        ("number", "3273054107900002"),
        ("last four", "0002"),
    }


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("si ami", [("name", "ami"), ("name", "si")]),
        ("01-07-1990", [("born", "1990-07-01")]),
        ("1990/7/1 siti", [("born", "1990-07-01"), ("name", "siti")]),
        ("7890", [("last four", "7890")]),
        ("0812 3456 7890", [("phone", "6281234567890")]),
        ("+62 812 3456 7890", [("phone", "6281234567890")]),
        ("3273 0541 0790 0002", [("number", "3273054107900002")]),
        ("abcpk1234l", [("number", "ABCPK1234L")]),
        ("s", []),
        ("", []),
        ("%_'\"", []),
    ],
)
def test_what_is_typed_is_understood(text: str, values: list[tuple[str, str]]) -> None:
    assert asked(text, "62")[0] == values


def test_by_sound_only_where_names_were_typed() -> None:
    assert asked("achmad", "62")[1] == [("sound", "amt")]
    assert asked("01-07-1990", "62")[1] == []
    assert asked("7890", "62")[1] == []


def test_hashes_say_nothing_without_the_key() -> None:
    one, other = HashKey(1, b"k" * 32), HashKey(2, b"j" * 32)
    assert tokens_of(person(), one).isdisjoint(tokens_of(person(), other))
    assert one.token("name", "siti") != one.token("sound", "siti")
    assert twin_of(person(), one) == twin_of(person("Sitti Noor"), one)
    assert twin_of(person(birth_date=None), one) is None


@pytest.mark.parametrize(
    ("text", "code", "digits"),
    [
        ("0812-3456", "62", "628123456"),
        ("+91 98200 12345", "62", "919820012345"),
        ("0062 812 3456", "91", "628123456"),
        ("98200 12345", "91", "919820012345"),
        ("12345", "62", None),
        ("call me", "62", None),
    ],
)
def test_telephone_numbers_get_their_country(text: str, code: str, digits: str | None) -> None:
    assert phone_digits(text, code) == digits


@pytest.mark.parametrize(
    ("other", "reasons"),
    [
        (person(), ("names", "born", "phone")),
        (person("Aminah Siti", phones=[]), ("names", "born")),
        (person("Sitti Amina Zahra", phones=[]), ("sound", "born")),
        (person("Siti Aminah", birth_date=date(1990, 1, 7), phones=[]), ("names", "swapped")),
        (person("Budi", birth_date=None), ()),
        (person("Budi"), ("born", "phone")),
        (person("Siti Aminah", birth_date=date(1970, 1, 1), phones=[]), ()),
    ],
)
def test_likeness_has_its_reasons(other: PersonFacts, reasons: tuple[str, ...]) -> None:
    assert likeness(person(), other) == reasons


def test_the_same_number_is_enough() -> None:
    one = person(numbers=["A1234567"], phones=[])
    other = person("Budi", birth_date=None, numbers=["A1234567"], phones=[])
    assert likeness(one, other) == ("number",)
