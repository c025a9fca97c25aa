"""A sale that a device made by itself, as it is pushed."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.surfaces.api.schemas.types import Answer, Body, Page


class Series(Answer):
    """A series of document numbers: each is the prefix and its sequence in six digits."""

    id: UUID
    prefix: str
    period: str
    generation: int
    opened_at: datetime


class SeriesPage(Page[Series]):
    """A page of series, the newest first."""


class SeriesNew(Body):
    """A generation of its own for each device, and for each time that one was restored."""

    generation: int = Field(ge=2, le=99)


class Pushed(Answer):
    """What became of a push: `booked`, or `held` until a person decides.

    `cases` counts what the sale and the books disagree about.
    """

    sale_id: UUID
    state: Literal["booked", "held"]
    cases: int


class SavedSalesTaken(Answer):
    """Sales of a saved file: `held` wait for a person, `cases` are what the booked differ in."""

    booked: int
    known: int
    held: int
    unreadable: int
    cases: int


class SavedTillTaken(Answer):
    """Openings, moves, closings and credit notes of a saved file; `held` wait for a person."""

    taken: int
    known: int
    held: int
    unreadable: int


class SavedFileTaken(Answer):
    """What became of all that a saved file holds; the same file again has it all known.

    `asked`, `copies`, `codes` and `parked` are lost sales, copies of receipts, unknown codes and
    parked baskets that are here, now or before; `left` of them can't be taken. `is_logged`: the
    device's log came with it and was compared.
    """

    sales: SavedSalesTaken
    till: SavedTillTaken
    asked: int
    copies: int
    codes: int
    parked: int
    left: int
    is_logged: bool
