"""Prescribers as the API takes and gives them."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id, Reason, Text20, Text120
from theriac.surfaces.api.schemas.types import Answer, Body, Here, Page, Wanted

PrescriberState = Literal["active", "inactive"]


class PrescriberDeactivation(Body):
    """Why nothing new is taken from them."""

    reason: Reason


class PrescriberMergeWanted(Body):
    """Which record is of the same person."""

    merged_id: Id


class PrescriberLicence(Answer):
    """A registration or licence and the last day that it holds."""

    kind: str
    number: str
    issuer: str
    place: str
    issued_on: date | None
    valid_until: date | None


class Practice(Answer):
    """Where somebody practises."""

    name: str
    address: str
    phone: str
    hours: str


class PrescriberListed(Answer):
    """A prescriber as lists show them."""

    id: UUID
    name: str
    full_name: str
    profession: str
    specialisation: str
    state: PrescriberState
    version: int


class PrescriberPage(Page[PrescriberListed]):
    """A page of prescribers."""


class Prescriber(Answer):
    """Everything that is kept of a prescriber; `merged_ids` are records that stand in this one."""

    id: UUID
    name: str
    prefix: str
    suffix: str
    full_name: str
    profession: str
    specialisation: str
    phone: str
    email: str
    note: str
    state: PrescriberState
    state_reason: str
    practices: list[Practice]
    licences: list[PrescriberLicence]
    merged_ids: list[UUID]
    version: int


class PrescribersWanted(Wanted):
    """Filters of the list of prescribers."""

    state: PrescriberState | None = None
    profession: Text20 | None = None
    expiring_by: Day | None = Field(
        default=None, description="With a licence that ends by this day, or ended."
    )
    text: Text120 | None = Field(
        default=None, description="Words of name, practice or specialisation; or a number."
    )


class PrescriberSought(Here):
    """What was typed or scanned so far."""

    text: Text120


class PrescriberSuggestion(Answer):
    """Somebody who may be meant; `told` says of a licence that ended what to do."""

    id: UUID
    name: str
    profession: str
    specialisation: str
    number: str
    practice: str
    verdict: Literal["fine", "warn", "block"] = Field(
        description="What the country's rule says of a new prescription."
    )
    told: str


class PrescriberSuggestions(Answer):
    """At most eight, by name."""

    items: list[PrescriberSuggestion]


class PrescriberPair(Answer):
    """Two records that may be of one person, with the reasons."""

    one_id: UUID
    other_id: UUID
    reasons: list[Literal["number", "names", "sound", "phone"]]


class PrescriberPairs(Answer):
    """At most fifty, the likeliest first."""

    items: list[PrescriberPair]
