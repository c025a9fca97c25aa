"""A direction in the patient's language."""

from __future__ import annotations

import pytest

from theriac.domains.dosage.directions.phrasebook import LabelCaution
from theriac.domains.dosage.directions.said import PHRASEBOOKS, direction, phrasebook
from theriac.domains.dosage.notation.read import read_direction
from theriac.domains.dosage.terms import WAY_OF_UNIT, DayMoment, DoseUnit, Meal, Route, TimeUnit


@pytest.mark.rows("RX-11")
@pytest.mark.parametrize(
    ("written", "language", "words"),
    [
        ("3 dd 1 tab pc 7 hari", "en", "Take 1 tablet 3 times a day, after food, for 7 days."),
        (
            "3 dd 1 tab pc 7 hari",
            "id",
            "Minum 1 tablet 3 kali sehari, sesudah makan, selama 7 hari.",
        ),
        ("3 dd 1 tab pc 7 hari", "hi", "1 गोली दिन में 3 बार, खाने के बाद, 7 दिन तक लें।"),
        ("1-0-2 tab", "en", "Take 1 tablet in the morning and 2 tablets at night."),
        ("1-0-2 tab", "id", "Minum 1 tablet pagi dan 2 tablet malam."),
        ("1-0-2 tab", "hi", "1 गोली सुबह और 2 गोलियाँ रात को लें।"),
        ("1-1-1 tab", "en", "Take 1 tablet in the morning, at midday and at night."),
        ("2 drops tds right eye", "en", "Put 2 drops into the right eye 3 times a day."),
        ("2 drops tds right eye", "id", "Gunakan 2 tetes di mata kanan 3 kali sehari."),
        ("2 drops tds right eye", "hi", "दाईं आँख में 2 बूँदें दिन में 3 बार डालें।"),
        ("apply bd", "en", "Apply to the skin twice a day."),
        ("1 tab stat", "id", "Minum 1 tablet satu kali saja."),
        ("10 ml po q8h 5 days", "hi", "10 मि.ली. हर 8 घंटे में 1 बार, 5 दिन तक लें।"),
        ("1 tab every other day", "en", "Take 1 tablet every 2 days."),
        (
            "1 supp prn max 3 x a day",
            "id",
            "Masukkan 1 supositoria ke dalam dubur, hanya bila perlu. Paling banyak 3 kali sehari.",
        ),
        (
            "1-2 tab q4-6h prn max 8 tab a day",
            "en",
            "Take 1 to 2 tablets every 4 to 6 hours, only if needed. "
            "No more than 8 tablets in 24 hours.",
        ),
        ("10 ml bd", "fr-FR", "Use 10 ml twice a day."),
    ],
)
def test_sentences(written: str, language: str, words: str) -> None:
    dosage = read_direction(written).dosage
    assert dosage is not None
    assert direction(dosage, language) == words


@pytest.mark.parametrize("code", PHRASEBOOKS)
def test_a_language_has_a_word_for_everything(code: str) -> None:
    book = phrasebook(code)
    assert set(book.units) == set(DoseUnit)
    assert set(book.verbs) == {None, *Route}
    assert set(book.places) >= set(Route) - set(WAY_OF_UNIT.values()) - {Route.EXTERNAL}
    assert set(book.moments) == set(DayMoment)
    assert set(book.meals) == set(Meal)
    assert set(book.cautions) == set(LabelCaution)
    assert set(book.lasting) == set(TimeUnit)
