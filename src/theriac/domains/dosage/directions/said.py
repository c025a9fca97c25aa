"""Says a dosage in a language."""

from __future__ import annotations

from theriac.domains.dosage.directions.english import ENGLISH
from theriac.domains.dosage.directions.hindi import HINDI
from theriac.domains.dosage.directions.indonesian import INDONESIAN
from theriac.domains.dosage.directions.phrasebook import DirectionParts, Phrasebook
from theriac.domains.dosage.terms import Dosage, DoseUnit

PHRASEBOOKS: dict[str, Phrasebook] = {book.code: book for book in (ENGLISH, INDONESIAN, HINDI)}
"""By the code of the language (ISO 639-1)."""


def phrasebook(language: str) -> Phrasebook:
    """The language's; English where there is none for it. ``en-GB`` is English."""
    return PHRASEBOOKS.get(language[:2].lower(), ENGLISH)


def direction(dosage: Dosage, language: str) -> str:
    """The whole direction in sentences: "Take 1 tablet 3 times a day, after food, for 7 days."."""
    book = phrasebook(language)
    way = dosage.way
    often, amount = _often(dosage, book), _amount(dosage, book)
    return book.sentence(
        DirectionParts(
            verb=book.verbs[way],
            amount=amount,
            where=book.places.get(way, "") if way else "",
            often=often,
            meal=book.meals[dosage.meal] if dosage.meal else "",
            needed=book.needed if dosage.as_needed else "",
            lasting=book.lasts(dosage.duration, dosage.duration_unit) if dosage.duration else "",
            most=_most(dosage, book),
        )
    )


def _amount(dosage: Dosage, book: Phrasebook) -> str:
    """What is taken each time; of several amounts, each with its moment."""
    amounts = {one.amount for one in dosage.portions}
    if len(amounts) > 1:
        return book.join(
            [
                f"{book.amount(one.amount, None, dosage.unit)} {book.moments[one.moment]}"
                for one in dosage.portions
            ]
        )
    dose = amounts.pop() if amounts else dosage.dose
    if dose is None or dosage.unit is DoseUnit.APPLICATION:
        return ""
    return book.amount(dose, dosage.dose_high, dosage.unit)


def _often(dosage: Dosage, book: Phrasebook) -> str:
    if dosage.portions:
        if len({one.amount for one in dosage.portions}) > 1:
            return ""
        return book.join([book.moments[one.moment] for one in dosage.portions])
    if dosage.once:
        return book.once
    if not dosage.frequency:
        return ""
    often = book.often(dosage.frequency, dosage.period, dosage.period_high, dosage.period_unit)
    is_most = dosage.as_needed and dosage.period == 1 and dosage.period_high is None
    return book.up_to.format(often) if is_most else often


def _most(dosage: Dosage, book: Phrasebook) -> str:
    if dosage.most_a_day is not None:
        return book.most_a_day.format(book.amount(dosage.most_a_day, None, dosage.unit))
    if dosage.most_times_a_day is not None:
        most = book.up_to.format(book.times(dosage.most_times_a_day))
        return most[:1].upper() + most[1:]
    return ""
