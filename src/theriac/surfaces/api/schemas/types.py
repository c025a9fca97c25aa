"""The plain types of the API: whole numbers, texts, ids, dates, instants, money.

Strict everywhere: no number is read from a text, no truth from a number, no fraction from
anywhere. Whole numbers stay below 2^53, so that every client's JSON holds them exactly; a text
holds no NUL and no half of a surrogate pair, which databases refuse.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from theriac.core.listing.pages import DEFAULT_SIZE, LARGEST_SIZE

LARGEST = 2**53 - 1
MOST_UNITS = 1_000_000_000
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_WHOLE = re.compile(r"-?\d{1,16}", re.ASCII)
_YEARS = range(1900, 2200)


class Body(BaseModel):
    """What a request carries: strict, with no field that isn't declared."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Answer(BaseModel):
    """What is answered: read from the domain's dataclasses and rows."""

    model_config = ConfigDict(extra="forbid", from_attributes=True, frozen=True)


T = TypeVar("T")


class Page(Answer, Generic[T]):
    """A page of a list; `next` and `previous` are cursors of the pages beside it."""

    items: list[T]
    next: str | None
    previous: str | None


def _read_id(value: Any) -> Any:
    if isinstance(value, UUID):
        return value
    if isinstance(value, str) and _UUID.fullmatch(value):
        return UUID(value)
    raise PydanticCustomError("id", "not an id")


def _read_day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = date.min
        if day.year in _YEARS:
            return day
    raise PydanticCustomError("day", "not a date")


def _read_instant(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _INSTANT.fullmatch(value) and int(value[:4]) in _YEARS:
        try:
            return datetime.fromisoformat(value.upper()).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise PydanticCustomError("instant", "not an instant")


def _read_whole(value: Any) -> Any:
    """A whole number as an address writes it."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise PydanticCustomError("int_type", "not a whole number")


def _read_flag(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("bool_type", "not true or false")


def storable(value: str) -> str:
    """The text, unless a database would refuse it."""
    if "\0" in value:
        raise PydanticCustomError("nul", "holds NUL")
    return value


Id = Annotated[UUID, BeforeValidator(_read_id)]
ApprovalId = Annotated[
    Id | None, Field(description="Of what is above the branch's limit: `approval.needed` says so.")
]
Day = Annotated[date, BeforeValidator(_read_day)]
Instant = Annotated[datetime, BeforeValidator(_read_instant)]

Text20 = Annotated[str, StringConstraints(max_length=20), AfterValidator(storable)]
Text24 = Annotated[str, StringConstraints(max_length=24), AfterValidator(storable)]
Text40 = Annotated[str, StringConstraints(max_length=40), AfterValidator(storable)]
Text60 = Annotated[str, StringConstraints(max_length=60), AfterValidator(storable)]
Text80 = Annotated[str, StringConstraints(max_length=80), AfterValidator(storable)]
Text120 = Annotated[str, StringConstraints(max_length=120), AfterValidator(storable)]
Text250 = Annotated[str, StringConstraints(max_length=250), AfterValidator(storable)]
Text200 = Annotated[str, StringConstraints(max_length=200), AfterValidator(storable)]
Text500 = Annotated[str, StringConstraints(max_length=500), AfterValidator(storable)]
Name = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=r"\S"),
    AfterValidator(storable),
]
Reason = Annotated[
    str,
    StringConstraints(min_length=1, max_length=120, pattern=r"\S"),
    AfterValidator(storable),
]

Amount = Annotated[int, Field(ge=0, le=LARGEST, description="Minor units of the currency.")]
Whole = Annotated[int, Field(ge=-LARGEST, le=LARGEST)]
Units = Annotated[int, Field(ge=1, le=MOST_UNITS, description="Base units.")]
Count = Annotated[int, Field(ge=0, le=MOST_UNITS, description="Base units.")]

PageSize = Annotated[int, Field(ge=1, le=LARGEST_SIZE), BeforeValidator(_read_whole)]
Position = Annotated[int, Field(ge=0, le=LARGEST), BeforeValidator(_read_whole)]
RowPlace = Annotated[int, Field(ge=0, le=1_000), BeforeValidator(_read_whole)]
FlagInAddress = Annotated[bool, BeforeValidator(_read_flag)]

CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]


class Money(BaseModel):
    """An amount of minor units with its currency: 9500 IDR, 3150 INR (31.50 rupees)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, from_attributes=True)

    amount: Amount
    currency: CurrencyCode


class Wanted(BaseModel):
    """What an address asks of a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    cursor: Annotated[str, StringConstraints(max_length=1000), AfterValidator(storable)] = Field(
        default="", description="`next` or `previous` of another page of the same list."
    )
    limit: PageSize = Field(default=DEFAULT_SIZE, description="Rows a page.")


class WantedHere(Wanted):
    """What an address asks of a list of one branch."""

    branch_id: Id | None = Field(default=None, description="Without it, the actor's own branch.")


class Here(BaseModel):
    """The branch that an address means."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    branch_id: Id | None = Field(default=None, description="Without it, the actor's own branch.")


class SerialPackBody(Body):
    """A single pack: its serial number (GS1 AI 21) with the GTIN that it belongs to."""

    gtin: str = Field(pattern=r"^[0-9]{14}$")
    serial: str = Field(pattern=r"^[!-z]{1,20}$")
