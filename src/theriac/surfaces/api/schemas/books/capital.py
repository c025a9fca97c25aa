"""Capital as the API takes and gives it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from theriac.core.facts.types import Amount, Day, Reason
from theriac.surfaces.api.schemas.stock.consigned import NetMoney
from theriac.surfaces.api.schemas.types import Answer, Body, Money, WholeInAddress


class Capital(Answer):
    """The whole pharmacy's capital: `available` is `money` less `on_order` and `owed`.

    `free` is what a purchase order may commit: `available` less `floor`.
    """

    money: NetMoney
    on_order: NetMoney
    owed: NetMoney
    committed: NetMoney
    available: NetMoney
    spent: NetMoney
    floor: Money
    free: Money


class FloorSet(Body):
    """What must stay available, minor units, and why."""

    amount: Amount
    reason: Reason


class CapitalDaysWanted(BaseModel):
    """Which days."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    first_on: Day
    last_on: Day


class CapitalDay(Answer):
    """A day's evening; `spent` and `ordered` are of that day alone."""

    day: date
    money: NetMoney
    on_order: NetMoney
    owed: NetMoney
    available: NetMoney
    spent: NetMoney
    ordered: NetMoney
    floor: Money


class CapitalDays(Answer):
    """The days of the period, the first one first."""

    days: Annotated[list[CapitalDay], Field(max_length=400)]


class ProjectionWanted(BaseModel):
    """How many days ahead."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    days: Annotated[WholeInAddress, Field(ge=1, le=180)] = 90


class DueAmount(Answer):
    """What goes out on a day: a bill, an open order, or goods received without an invoice."""

    kind: Literal["bill", "order", "received"]
    number: str
    who: str
    amount: NetMoney


class ProjectedDay(Answer):
    """A day to come: takings less expenses by the mean, what is due, what is left."""

    day: date
    mean: NetMoney
    due: list[DueAmount]
    money: NetMoney


class CashProjection(Answer):
    """The days to come; `below_zero` is when the money runs out, `cause` what takes it there."""

    money: NetMoney
    floor: Money
    below_zero: date | None
    below_floor: date | None
    cause: DueAmount | None
    days: Annotated[list[ProjectedDay], Field(max_length=180)]
