"""Recalls: what is sought and frozen, accounted for, and who received it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from theriac.core.facts.types import Id, Reason, Text80, Text120, Text250, Units
from theriac.surfaces.api.schemas.stock.preparations import PreparationState
from theriac.surfaces.api.schemas.types import Answer, ApprovalId, Body, Page, Wanted

RecallState = Literal["open", "closed", "withdrawn"]
RecallSource = Literal["batch", "gtin", "file", "list"]
UnitsKind = Literal["found", "brought_back", "missing"]
Codes = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200_000),
    Field(
        description=(
            "A line each: a GS1 code, `GTIN lot`, `code;lot` or `product;lot`. Without a lot every "
            "batch of the product is meant."
        )
    ),
]


class RecallSought(Body):
    """What to look for."""

    codes: Codes


class RecallMatch(Answer):
    """A batch that a line means; `on_hand` base units at `branches` branches."""

    line: int
    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expires_on: date | None
    state: str
    on_hand: int
    branches: int


class RecallUnknown(Answer):
    """A line of which the books have nothing."""

    line: int
    code: str
    name: str
    lot: str


class RecalledPreparation(Answer):
    """What was compounded of a batch, and is recalled with it once a recall is open.

    `quantity` base units of `used_batch_id` went in; all branches have `left` of `batch_id`.
    """

    preparation_id: UUID
    number: str
    state: PreparationState
    branch_id: UUID
    product_id: UUID
    product: str
    prescription_id: UUID | None
    made_at: datetime
    batch_id: UUID
    is_recalled: bool
    left: int
    used_batch_id: UUID
    quantity: int


class RecallMatches(Answer):
    """Batches that would be frozen, with what was compounded of them, and lines not in the books.

    ``is_all_clear``: nothing is here, and each line names a product of the catalogue.
    """

    found: list[RecallMatch]
    preparations: list[RecalledPreparation]
    unknown_products: list[RecallUnknown]
    unknown_lots: list[RecallUnknown]
    is_all_clear: bool


class RecallNew(Body):
    """Freeze every batch that the codes mean, and those that are named, at every branch."""

    codes: Annotated[str, StringConstraints(max_length=200_000)] = ""
    batch_ids: Annotated[list[Id], Field(max_length=2_000)] = []
    source: RecallSource = "batch"
    reason: Reason
    reference: Text80 = ""


class RecallUnits(Body):
    """Units of one batch at one branch. `missing` needs a reason."""

    kind: UnitsKind
    batch_id: Id
    quantity: Units
    reason: Text120 = ""
    approval_id: ApprovalId = None


class RecallEnd(Body):
    """Why it is withdrawn."""

    reason: Reason


class RecallClose(Body):
    """A note at the closing."""

    note: Text250 = ""


class RecallSums(Answer):
    """Base units: `received` is the sum of all the others, but for `late` and `brought_back`.

    `found` lies in quarantine, `elsewhere` on shelves and on the way; `sold` is with customers,
    less what they `brought_back`; `late` was sold offline and has an open case.
    """

    received: int
    found: int
    elsewhere: int
    returned: int
    destroyed: int
    sold: int
    brought_back: int
    explained: int
    late: int


class RecalledBatch(RecallSums):
    """A batch of the recall with its sums."""

    batch_id: UUID
    product_id: UUID
    product: str
    number: str
    expires_on: date | None


class RecallPlace(Answer):
    """What a place has of a batch now."""

    batch_id: UUID
    branch_id: UUID
    branch: str
    place_kind: str
    quantity: int


class RecallDelivery(Answer):
    """A sale that gave units away; `patient_id` where the patient is known."""

    sale_id: UUID
    number: str
    batch_id: UUID
    branch_id: UUID
    quantity: int
    occurred_at: datetime
    patient_id: UUID | None


class RecallStepDone(Answer):
    """What was done."""

    step: str
    branch_id: UUID
    batch_id: UUID | None
    quantity: int
    reason: str
    person_id: UUID
    recorded_at: datetime


class RecallListed(Answer):
    """A recall in the list."""

    id: UUID
    number: str
    state: RecallState
    source: RecallSource
    reason: str
    reference: str
    branch_id: UUID
    opened_at: datetime
    opened_by: UUID
    ended_at: datetime | None
    version: int


class Recall(RecallListed):
    """A recall with its batches, and where they are."""

    batches: list[RecalledBatch]
    places: list[RecallPlace]
    preparations: list[RecalledPreparation]
    steps: list[RecallStepDone]


class RecallPage(Page[RecallListed]):
    """A page of recalls, the newest first."""


class RecallRecipients(Answer):
    """Who received it: sales with a known patient, and how many to nobody known."""

    deliveries: list[RecallDelivery]
    patients: int
    walk_ins: int
    walk_in_units: int


class RecallsWanted(Wanted):
    """Filters of the list."""

    state: RecallState | None = None
