"""The plain types of what is told: whole numbers, texts, ids, dates, instants.

Strict everywhere: no number is read from a text, no truth from a number, no fraction from
anywhere. Whole numbers stay below 2^53, so that every client's JSON holds them exactly; a text
holds no NUL and no half of a surrogate pair, which databases refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError

LARGEST = 2**53 - 1
MOST_UNITS = 1_000_000_000
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_YEARS = range(1900, 2200)
_Moment = TypeVar("_Moment", date, datetime)


def _read_id(value: Any) -> Any:
    if isinstance(value, UUID):
        return value
    if isinstance(value, str) and _UUID.fullmatch(value):
        return UUID(value)
    raise PydanticCustomError("id", "not an id")


def _read_day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    day = _parsed(date.fromisoformat, value) if _is_written(_DATE, value) else None
    if day is None:
        raise PydanticCustomError("day", "not a date")
    return _near(day)


def _read_instant(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    written = value.upper() if _is_written(_INSTANT, value) else ""
    instant = _parsed(datetime.fromisoformat, written)
    if instant is None:
        raise PydanticCustomError("instant", "not an instant")
    return _near(instant).astimezone(UTC)


def _is_written(form: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and form.fullmatch(value) is not None


def _parsed(read: Callable[[str], _Moment], text: str) -> _Moment | None:
    try:
        return read(text)
    except ValueError:
        return None


def _near(day: _Moment) -> _Moment:
    """The day or instant, where it lies within a century or two of ours."""
    if day.year not in _YEARS:
        raise PydanticCustomError("far", "too far away")
    return day


def is_storable(text: str) -> bool:
    """Whether every database keeps it: no NUL, and no half of a surrogate pair out of JSON."""
    return "\0" not in text and text == text.encode("utf-8", "ignore").decode()


def storable(value: str) -> str:
    """The text, unless a database would refuse it."""
    if "\0" in value:
        raise PydanticCustomError("nul", "holds NUL")
    return value


Id = Annotated[UUID, BeforeValidator(_read_id)]
Day = Annotated[date, BeforeValidator(_read_day)]
Instant = Annotated[datetime, BeforeValidator(_read_instant)]

_STORABLE = AfterValidator(storable)
Text12 = Annotated[str, StringConstraints(strict=True, max_length=12), _STORABLE]
Text20 = Annotated[str, StringConstraints(strict=True, max_length=20), _STORABLE]
Text24 = Annotated[str, StringConstraints(strict=True, max_length=24), _STORABLE]
Text40 = Annotated[str, StringConstraints(strict=True, max_length=40), _STORABLE]
Text60 = Annotated[str, StringConstraints(strict=True, max_length=60), _STORABLE]
Text80 = Annotated[str, StringConstraints(strict=True, max_length=80), _STORABLE]
Text120 = Annotated[str, StringConstraints(strict=True, max_length=120), _STORABLE]
Text160 = Annotated[str, StringConstraints(strict=True, max_length=160), _STORABLE]
Text200 = Annotated[str, StringConstraints(strict=True, max_length=200), _STORABLE]
Text250 = Annotated[str, StringConstraints(strict=True, max_length=250), _STORABLE]
Text500 = Annotated[str, StringConstraints(strict=True, max_length=500), _STORABLE]
Text1000 = Annotated[str, StringConstraints(strict=True, max_length=1000), _STORABLE]
Name = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=200, pattern=r"\S"), _STORABLE
]
Name120 = Annotated[
    str, StringConstraints(strict=True, min_length=1, max_length=120, pattern=r"\S"), _STORABLE
]
Reason = Name120
"""Why something is done; the trail keeps it."""
Email = Annotated[str, StringConstraints(strict=True, max_length=254), _STORABLE]
CurrencyCode = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Z]{3}$")]

Flag = Annotated[bool, Strict()]
Amount = Annotated[
    int, Strict(), Field(ge=0, le=LARGEST, description="Minor units of the currency.")
]
Whole = Annotated[int, Strict(), Field(ge=-LARGEST, le=LARGEST)]
Units = Annotated[int, Strict(), Field(ge=1, le=MOST_UNITS, description="Base units.")]
Count = Annotated[int, Strict(), Field(ge=0, le=MOST_UNITS, description="Base units.")]
Days = Annotated[int, Strict(), Field(ge=0, le=365, description="Calendar days.")]
