"""The forms in which a direction is written; the first that fits where the reader stands counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from theriac.domains.dosage.notation.draft import Draft, amount, measured, number
from theriac.domains.dosage.notation.vocabulary import (
    AS_NEEDED,
    DAILY,
    EVERY,
    FILLERS,
    MEALS,
    MEASURES,
    MOMENTS,
    ONCE,
    ROUTES,
    SPREAD,
    TIME_UNITS,
    UNITS,
    UNSURE,
)
from theriac.domains.dosage.terms import DayMoment, DoseUnit, TimeUnit

Handler = Callable[[Draft, "re.Match[str]"], None]
SLOTS = {
    3: (DayMoment.MORNING, DayMoment.NOON, DayMoment.NIGHT),
    4: (DayMoment.MORNING, DayMoment.NOON, DayMoment.EVENING, DayMoment.NIGHT),
}
"""1-0-1 is morning, noon, night; of four the third is the evening."""


class Pattern(NamedTuple):
    """A form, and what it says."""

    form: re.Pattern[str]
    take: Handler


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest first, so that none hides a longer one."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# A point before three figures may set off thousands, so only 0.125 has three decimals.
_NUMBER = r"\d{1,5} \d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}|0\.\d{1,4}|\d{1,5}(?:\.\d{1,2})?"
_AMOUNT = rf"(?P<low>{_NUMBER})(?: ?(?:-|to|sampai) ?(?P<high>{_NUMBER}))?"
_TIMES = r"(?P<times>\d{1,3})"
_X = r"(?:x|times|time|kali)"
_PER_DAY = (
    r"(?:(?:/|per|a|each|every|tiap|setiap) (?:day|hari|d)|daily|dalam sehari|sehari(?: semalam)?)"
)
_UNIT = rf"(?P<unit>{_any([*UNITS, *MEASURES])})"
_LENGTH = rf"(?P<length>{_any(word for word in TIME_UNITS if TIME_UNITS[word] != TimeUnit.HOUR)})"
_ROMAN = r"(?P<low>i{1,3}|iv|vi{0,3}|x)"
_MOMENT = rf"(?P<moment>{_any(MOMENTS)})"
_MOST = r"(?:max|maks|maximum|maksimum|maksimal|at most|up to)"
_LASTS = r"(?:x|for|selama)"
_OFTEN = r"(?! (?:dd|x|times|kali|mg|mcg|g|gram|ml|d|days?|hari|minggu|weeks?)\b)(?!\.)"


def _dose(draft: Draft, found: re.Match[str]) -> None:
    groups = found.groupdict()
    values = amount(groups["low"], groups.get("high"), groups.get("unit"))
    if values:
        draft.say(found.group(), **values)
    else:
        draft.clashes.append(found.group())


def _times_a_day(draft: Draft, found: re.Match[str]) -> None:
    draft.say(found.group(), frequency=int(found["times"]), period=1, period_unit=TimeUnit.DAY)


def _times_and_dose(draft: Draft, found: re.Match[str]) -> None:
    _times_a_day(draft, found)
    _dose(draft, found)
    if found.groupdict().get("days"):
        draft.say(found.group(), duration=int(found["days"]), duration_unit=TimeUnit.DAY)


def _mass_of_packs(draft: Draft, found: re.Match[str]) -> None:
    """2 x 500 mg: twice a day in Indonesia, two tablets at once elsewhere."""
    values = amount(found["low"], None, found["unit"])
    times = int(found["times"])
    often = {"frequency": times, "period": 1, "period_unit": TimeUnit.DAY}
    at_once = {**values, "dose": values["dose"] * times}
    draft.either = [{**often, **values}, at_once] if times > 1 else [values]


def _figures(draft: Draft, found: re.Match[str]) -> None:
    """3x1, 1x3x7: which figure is the dose isn't said, except where both are the same."""
    first, second = int(found["first"]), int(found["second"])
    if found["third"]:
        draft.say(found.group(), duration=int(found["third"]), duration_unit=TimeUnit.DAY)
    for dose, times in dict.fromkeys([(second, first), (first, second)]):
        if 0 < times <= 24 and dose:
            draft.either.append(
                {
                    "dose": Fraction(dose),
                    "frequency": times,
                    "period": 1,
                    "period_unit": TimeUnit.DAY,
                }
            )
    if not draft.either:
        draft.clashes.append(found.group())


def _slots(draft: Draft, found: re.Match[str]) -> None:
    amounts = [number(part.strip()) for part in found["slots"].split("-")]
    if None in amounts or not any(amounts):
        draft.clashes.append(found.group())
        return
    size, unit = measured(found["unit"])
    if unit is not None:
        draft.say(found.group(), unit=unit)
    for moment, each in zip(SLOTS[len(amounts)], amounts, strict=True):
        if each:
            draft.at(found.group(), moment, each * size)


def _portion(draft: Draft, found: re.Match[str]) -> None:
    size, unit = measured(found["unit"])
    each = number(found["low"])
    if unit is not None:
        draft.say(found.group(), unit=unit)
    if each:
        draft.at(found.group(), MOMENTS[found["moment"]], each * size)
    else:
        draft.clashes.append(found.group())


def _every(draft: Draft, found: re.Match[str]) -> None:
    first, last = int(found["first"]), found["last"]
    values = {"frequency": 1, "period": first, "period_unit": TIME_UNITS[found["of"]]}
    if last:
        values["period_high"] = int(last)
    if last and int(last) <= first:
        draft.clashes.append(found.group())
    else:
        draft.say(found.group(), **values)


def _lasting(draft: Draft, found: re.Match[str]) -> None:
    draft.say(
        found.group(),
        duration=int(found["count"]),
        duration_unit=TIME_UNITS[found["length"]],
    )


def _lasting_part(draft: Draft, found: re.Match[str]) -> None:
    of = {"7": TimeUnit.DAY, "52": TimeUnit.WEEK, "12": TimeUnit.MONTH}[found["of"]]
    draft.say(found.group(), duration=int(found["count"]), duration_unit=of)


def _most(draft: Draft, found: re.Match[str]) -> None:
    if found["times"]:
        draft.say(found.group(), most_times_a_day=int(found["times"]))
        return
    size, unit = measured(found["unit"])
    most = number(found["low"])
    if most is None:
        draft.clashes.append(found.group())
        return
    draft.say(found.group(), most_a_day=most * size, **({"unit": unit} if unit else {}))


def _one_a_day(draft: Draft, found: re.Match[str]) -> None:
    """1 tablet a day; of several a day nobody knows whether at once."""
    _dose(draft, found)
    if number(found["low"]) == 1:
        draft.say(found.group(), frequency=1, period=1, period_unit=TimeUnit.DAY)
    else:
        draft.clashes.append(found.group())


def _weekly_times(draft: Draft, found: re.Match[str]) -> None:
    draft.say(found.group(), frequency=int(found["times"]), period=1, period_unit=TimeUnit.WEEK)


def _of(name: str, table: dict[str, object]) -> Handler:
    return lambda draft, found: draft.say(found.group(), **{name: table[found.group()]})


def _daily(draft: Draft, found: re.Match[str]) -> None:
    draft.say(found.group(), frequency=DAILY[found.group()], period=1, period_unit=TimeUnit.DAY)


def _each(draft: Draft, found: re.Match[str]) -> None:
    period, unit = EVERY[found.group()]
    draft.say(found.group(), frequency=1, period=period, period_unit=unit)


def _sign(draft: Draft, found: re.Match[str]) -> None:
    draft.signs.append(found.group())


def _spread(draft: Draft, found: re.Match[str]) -> None:
    draft.say(found.group(), unit=DoseUnit.APPLICATION)


def _needed(draft: Draft, found: re.Match[str]) -> None:
    draft.say(found.group(), as_needed=True)


def _now(draft: Draft, found: re.Match[str]) -> None:
    draft.say(found.group(), once=True)


def _moment(draft: Draft, found: re.Match[str]) -> None:
    draft.at(found.group(), MOMENTS[found.group()], None)


def _nothing(draft: Draft, found: re.Match[str]) -> None:
    """A word that says nothing of its own."""


@cache
def patterns() -> tuple[Pattern, ...]:
    """All forms in their order."""
    slots = rf"(?P<slots>(?:{_NUMBER})(?: ?- ?(?:{_NUMBER})){{2,3}})(?: {_UNIT})?"
    forms: list[tuple[str, Handler]] = [
        (slots, _slots),
        (rf"{_MOST} (?:{_TIMES} {_X}|(?P<low>{_NUMBER})(?: {_UNIT})?) {_PER_DAY}", _most),
        (rf"{_TIMES} dd {_ROMAN}(?: {_UNIT})?", _times_and_dose),
        (rf"{_TIMES} dd {_UNIT} (?:{_AMOUNT}){_OFTEN}", _times_and_dose),
        (rf"{_TIMES} dd {_UNIT} {_ROMAN}", _times_and_dose),
        (rf"{_TIMES} dd {_AMOUNT}(?: {_UNIT})?{_OFTEN}", _times_and_dose),
        (rf"{_TIMES} dd", _times_a_day),
        (rf"(?:{_PER_DAY}) {_TIMES} {_X}(?: {_AMOUNT}(?: {_UNIT})?)", _times_and_dose),
        (rf"(?:{_PER_DAY}) {_TIMES} {_X}", _times_a_day),
        (rf"{_TIMES} {_X} {_PER_DAY} {_AMOUNT} {_UNIT}", _times_and_dose),
        (rf"{_TIMES} {_X} {_PER_DAY}", _times_a_day),
        (rf"{_TIMES} {_X} (?:(?:/|per|a|each) (?:week|minggu)|weekly|seminggu)", _weekly_times),
        (rf"{_TIMES} x (?P<low>{_NUMBER}) (?P<unit>mg|mcg|g|gram)", _mass_of_packs),
        (
            rf"{_TIMES} x {_AMOUNT} {_UNIT}(?: {_PER_DAY})?"
            rf"(?: x (?P<days>\d{{1,3}})(?! ?/)(?: (?:d|days?|hari))?)?",
            _times_and_dose,
        ),
        (
            rf"{_AMOUNT} {_UNIT} x {_TIMES} x (?P<days>\d{{1,3}})(?: (?:d|days?|hari))?",
            _times_and_dose,
        ),
        (rf"{_AMOUNT} {_UNIT} x {_TIMES} {_PER_DAY}", _times_and_dose),
        (rf"(?P<low>{_NUMBER})(?: {_UNIT})? {_MOMENT}", _portion),
        (rf"(?P<low>{_NUMBER}) {_UNIT} {_PER_DAY}", _one_a_day),
        (
            r"(?P<first>\d{1,3}) x (?P<second>\d{1,3})"
            rf"(?: {_PER_DAY})?(?: x (?P<third>\d{{1,3}})(?: (?:d|days?|hari))?)?"
            rf"(?! ?(?:/|{_X}\b|{_LENGTH}\b))",
            _figures,
        ),
        (rf"{_LASTS} (?P<count>\d{{1,2}})/(?P<of>7|52|12)", _lasting_part),
        (rf"(?:{_LASTS} )?(?P<count>\d{{1,3}}) {_LENGTH}", _lasting),
        (
            r"(?:q|every|each|tiap|setiap) (?P<first>\d{1,2})(?: ?(?:-|to|sampai) ?"
            rf"(?P<last>\d{{1,2}}))? (?P<of>{_any(TIME_UNITS)})",
            _every,
        ),
        (rf"{_AMOUNT} {_UNIT}", _dose),
        (rf"{_UNIT} {_ROMAN}", _dose),
        (rf"{_UNIT} {_AMOUNT}{_OFTEN}", _dose),
        (_any(EVERY), _each),
        (_any(DAILY), _daily),
        (_any(MEALS), _of("meal", dict(MEALS))),
        (_any(ROUTES), _of("route", dict(ROUTES))),
        (_any(MOMENTS), _moment),
        (_any(AS_NEEDED), _needed),
        (_any(ONCE), _now),
        (_any(SPREAD), _spread),
        (_any(UNITS), _of("unit", dict(UNITS))),
        (_any(UNSURE), _sign),
        (_any(FILLERS), _nothing),
    ]
    return tuple(Pattern(re.compile(rf"(?:{form})(?![\w/.])"), take) for form, take in forms)
