"""The rules of receiving: what is short-dated, and the margins by day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day
from theriac.surfaces.api.schemas.types import Answer, Body

MarginGroup = Literal["free", "rx"]
MarginBasis = Literal["list", "cost"]


class SellingMargin(Answer):
    """What is put on goods of a group from a day on: hundredths of a percent, rounded to steps."""

    id: UUID
    group: MarginGroup
    basis: MarginBasis
    margin_bp: int
    step: int
    valid_from: date


class ReceivingTerms(Answer):
    """Goods with fewer days left than `short_days` are short-dated; margins, the newest first."""

    short_days: int
    margins: list[SellingMargin]


class ShortDaysSet(Body):
    """From how many days on goods aren't short-dated."""

    short_days: Annotated[int, Field(ge=1, le=1095)]


class SellingMarginSet(Body):
    """A margin from a day on; the same day again corrects it."""

    group: MarginGroup
    basis: MarginBasis
    margin_bp: Annotated[int, Field(ge=0, le=50_000)]
    step: Annotated[int, Field(ge=1, le=1_000_000, description="Minor units.")]
    valid_from: Day
