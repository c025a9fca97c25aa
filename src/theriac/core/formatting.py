"""Numbers, money, dates and times as people write and read them.

Separators follow the pharmacy's country in every language, so that a screen and a printed
receipt never differ: ``Rp 137.100`` (id), ``₹1,01,800.00`` (in), ``$1,234.50`` (generic).
Names of months and days and the shape of a time follow the reader's language.
Everything here is pure: the caller gives country, language and zone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from theriac.core.money import CURRENCIES, Money

MINUS = "\u2212"
DASH = "\u2013"


@dataclass(frozen=True, slots=True)
class Separators:
    """How a country groups digits: the marks, and whether groups after the first are of two."""

    group: str
    decimal: str
    indian: bool = False


SEPARATORS = {
    "id": Separators(group=".", decimal=","),
    "in": Separators(group=",", decimal=".", indian=True),
    "generic": Separators(group=",", decimal="."),
}

_SIGN_TAKES_A_SPACE = frozenset({"CHF", "IDR", "KWD"})


def separators_of(country: str) -> Separators:
    """The country's separators; a country that isn't known writes as ``generic``."""
    return SEPARATORS.get(country, SEPARATORS["generic"])


def _grouped(digits: str, marks: Separators) -> str:
    head, tail = digits[:-3], digits[-3:]
    if not head:
        return tail
    size = 2 if marks.indian else 3
    first = len(head) % size
    groups = [head[:first]] if first else []
    groups += [head[place : place + size] for place in range(first, len(head), size)]
    return marks.group.join([*groups, tail])


def format_number(value: int, country: str) -> str:
    """A whole number with the country's separators: 12.400 (id), 1,01,800 (in)."""
    text = _grouped(str(abs(value)), separators_of(country))
    return MINUS + text if value < 0 else text


def format_minor_units(amount: int, exponent: int, country: str) -> str:
    """A count of minor units written in major ones, without a sign of the currency."""
    marks = separators_of(country)
    digits = str(abs(amount)).rjust(exponent + 1, "0")
    whole = digits[: len(digits) - exponent]
    text = _grouped(whole, marks)
    if exponent:
        text += marks.decimal + digits[-exponent:]
    return MINUS + text if amount < 0 else text


def format_money(money: Money, country: str) -> str:
    """An amount with its currency's sign: Rp 137.100, ₹1,01,800.00, −$3.50."""
    currency = CURRENCIES[money.currency]
    text = format_minor_units(abs(money.amount), currency.exponent, country)
    space = " " if money.currency in _SIGN_TAKES_A_SPACE else ""
    return f"{MINUS if money.amount < 0 else ''}{currency.sign}{space}{text}"


def format_rate(basis_points: int, country: str) -> str:
    """A rate given in hundredths of a percent: 1100 is 11%, 250 is 2,5% (id) or 2.5% (in)."""
    whole, hundredths = divmod(abs(basis_points), 100)
    text = format_number(whole, country)
    if hundredths:
        text += separators_of(country).decimal + f"{hundredths:02d}".rstrip("0")
    return f"{MINUS if basis_points < 0 else ''}{text}%"


class UnreadableNumber(ValueError):
    """What was typed isn't a number in the country's writing; ``reason`` is a stable word.

    Reasons: ``empty``, ``letters``, ``groups`` (a separator stands in the wrong place) and
    ``decimals`` (more decimals than the currency has).
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(f"{reason}: {text!r}")
        self.reason = reason
        self.text = text


def _whole_part(text: str, original: str, marks: Separators) -> str:
    groups = text.split(marks.group)
    if not all(group.isascii() and group.isdigit() for group in groups):
        raise UnreadableNumber("letters" if not _only_marks(original) else "groups", original)
    if len(groups) > 1:
        sizes = [len(group) for group in groups]
        middle = {2, 3} if marks.indian else {3}
        if sizes[-1] != 3 or not 1 <= sizes[0] <= 3 or not set(sizes[1:-1]) <= middle:
            raise UnreadableNumber("groups", original)
    return "".join(groups)


def _only_marks(text: str) -> bool:
    return all(character in "0123456789.,+-\u2212 " for character in text)


def _signed(text: str) -> tuple[int, str]:
    stripped = text.strip().replace("\u00a0", "").replace(" ", "")
    if stripped[:1] in {"-", MINUS}:
        return -1, stripped[1:]
    return 1, stripped.removeprefix("+")


def read_minor_units(text: str, exponent: int, country: str) -> int:
    """The minor units that a person typed in major ones, with or without separators.

    ``12.500`` is 12500 rupiah in Indonesia and 12.5 (refused) nowhere: an ambiguous or
    misplaced separator is refused rather than guessed. Raises UnreadableNumber.
    """
    marks = separators_of(country)
    sign, body = _signed(text)
    if not body:
        raise UnreadableNumber("empty", text)
    whole, found, decimals = body.partition(marks.decimal)
    digits = _whole_part(whole or "0", text, marks)
    if found and (not decimals.isascii() or not decimals.isdigit()):
        raise UnreadableNumber("groups" if _only_marks(text) else "letters", text)
    if len(decimals.rstrip("0")) > exponent:
        raise UnreadableNumber("decimals", text)
    return sign * int(digits + decimals[:exponent].ljust(exponent, "0"))


def read_number(text: str, country: str) -> int:
    """The whole number that a person typed. Raises UnreadableNumber."""
    return read_minor_units(text, 0, country)


def read_money(text: str, currency: str, country: str) -> Money:
    """The amount that a person typed, the currency's sign allowed. Raises UnreadableNumber."""
    sign = CURRENCIES[currency].sign
    body = text.strip()
    for mark in (sign, currency):
        if body[: len(mark)].casefold() == mark.casefold():
            body = body[len(mark) :]
            break
    return Money(read_minor_units(body, CURRENCIES[currency].exponent, country), currency)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A language's names of months and weekdays (Monday first) and the mark within a time."""

    months: Sequence[str]
    short_months: Sequence[str]
    weekdays: Sequence[str]
    time_mark: str


CALENDARS = {
    "en": Calendar(
        months=(
            "January February March April May June July August September October November December"
        ).split(),
        short_months="Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
        weekdays="Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
        time_mark=":",
    ),
    "id": Calendar(
        months=(
            "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
        ).split(),
        short_months="Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des".split(),
        weekdays="Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split(),
        time_mark=".",
    ),
}


def calendar_of(language: str) -> Calendar:
    """The language's calendar; ``id-id`` counts as ``id``, an unknown language as English."""
    return CALENDARS.get(language.partition("-")[0], CALENDARS["en"])


_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_TYPED_DAY = re.compile(
    r"(?P<day>\d{1,2})[\s/.,-]+(?P<month>\d{1,2}|[a-z]{3,9})[\s/.,-]+(?P<year>\d{4}|\d{2})"
    r"|(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4}|\d{2})",
    re.ASCII,
)


def read_date(text: str) -> date:
    """The day that a person typed: 20 Nov 2026, 20/11/2026, 20.11.26, 20112026, or 2026-11-20.

    The day stands before the month in every language; a month's name may be of any and be cut
    after three letters; a year of two digits is of this century. Raises ValueError.
    """
    typed = " ".join(text.casefold().split())
    found = _ISO_DAY.fullmatch(typed) or _TYPED_DAY.fullmatch(typed)
    if found is None:
        raise ValueError(f"no day: {text[:40]}")
    part = {name[0]: value for name, value in found.groupdict().items() if value}
    month = int(part["m"]) if part["m"].isdigit() else _month_named(part["m"])
    return date(int(part["y"]) + (2000 if len(part["y"]) == 2 else 0), month, int(part["d"]))


def _month_named(word: str) -> int:
    """The month whose name begins so. Raises ValueError."""
    for names in CALENDARS.values():
        for number, (name, short) in enumerate(
            zip(names.months, names.short_months, strict=True), start=1
        ):
            if name.casefold().startswith(word) or short.casefold() == word:
                return number
    raise ValueError(f"no month: {word}")


def format_date(day: date, language: str) -> str:
    """20 Nov 2026."""
    return f"{day.day} {calendar_of(language).short_months[day.month - 1]} {day.year}"


def format_long_date(day: date, language: str) -> str:
    """Friday, 20 November 2026."""
    names = calendar_of(language)
    return f"{names.weekdays[day.weekday()]}, {day.day} {names.months[day.month - 1]} {day.year}"


def format_month(day: date, language: str) -> str:
    """Nov 2026."""
    return f"{calendar_of(language).short_months[day.month - 1]} {day.year}"


def format_time(moment: time | datetime, language: str, *, seconds: bool = False) -> str:
    """10:42 (en), 10.42 (id); with seconds 10:42:08."""
    mark = calendar_of(language).time_mark
    parts = [moment.hour, moment.minute, *([moment.second] if seconds else [])]
    return mark.join(f"{part:02d}" for part in parts)


def format_moment(moment: datetime, language: str, zone: tzinfo, *, seconds: bool = False) -> str:
    """20 Nov 2026, 10:42 on the clock of ``zone``. Raises ValueError for a naive moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment carries its zone")
    local = moment.astimezone(zone)
    return f"{format_date(local, language)}, {format_time(local, language, seconds=seconds)}"
