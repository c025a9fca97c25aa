"""What every request and answer of the API is made of: bodies, answers, pages, what addresses say.

An address writes numbers and truths as texts, so they are read from them here, and only here.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Generic, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from theriac.core.facts.types import LARGEST, Amount, CurrencyCode, Id, Instant, storable
from theriac.core.listing.pages import DEFAULT_SIZE, LARGEST_SIZE

MOST_CODE = 120
_WHOLE = re.compile(r"-?\d{1,16}", re.ASCII)


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


def _read_whole(value: Any) -> Any:
    """A whole number as an address writes it."""
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise PydanticCustomError("int_type", "not a whole number")


def _read_flag(value: Any) -> Any:
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("bool_type", "not true or false")


ApprovalId = Annotated[
    Id | None, Field(description="Of what is above the branch's limit: `approval.needed` says so.")
]
Confirmed = Annotated[
    list[Annotated[str, StringConstraints(max_length=MOST_CODE), AfterValidator(storable)]],
    Field(
        max_length=2_000,
        description="Codes of `questions` that a person said yes to: `asks_first` names them.",
    ),
]
PageSize = Annotated[int, Field(ge=1, le=LARGEST_SIZE), BeforeValidator(_read_whole)]
Position = Annotated[int, Field(ge=0, le=LARGEST), BeforeValidator(_read_whole)]
RowPlace = Annotated[int, Field(ge=0, le=1_000), BeforeValidator(_read_whole)]
WholeInAddress = Annotated[int, BeforeValidator(_read_whole)]
FlagInAddress = Annotated[bool, BeforeValidator(_read_flag)]


class AskedFirst(Answer):
    """Something unusual that a person looks at before it is done; `code` is sent as confirmed."""

    code: str
    detail: str


class Money(BaseModel):
    """An amount of minor units with its currency: 9500 IDR, 3150 INR (31.50 rupees)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, from_attributes=True)

    amount: Amount
    currency: CurrencyCode


WITHHELD = "Null for who may not see what stock cost (`stock.costs`)."
CostSeen = Annotated[Money | None, Field(description=WITHHELD)]
"""A cost or a value at cost, for who may see it."""


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


class PeriodHere(Here):
    """From an instant until before another."""

    since: Instant
    until: Instant


class SerialPackBody(Body):
    """A single pack: its serial number (GS1 AI 21) with the GTIN that it belongs to."""

    gtin: str = Field(pattern=r"^[0-9]{14}$")
    serial: str = Field(pattern=r"^[!-z]{1,20}$")
