"""Approvals of what others are about to do, and requests that wait for one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, Strict, StringConstraints

from theriac.core.facts.types import (
    Amount,
    Count,
    Id,
    Text20,
    Text40,
    Text60,
    Text80,
    Units,
    storable,
)
from theriac.domains.sales.safety.sent import MOST_PRODUCTS, RuleName
from theriac.surfaces.api.schemas.approvals.orders import (
    OrderApproved,
    OverBudgetApproved,
    OverOrderApproved,
)
from theriac.surfaces.api.schemas.approvals.returns import ReturnApproved, UnreceiptedApproved
from theriac.surfaces.api.schemas.sales.credit import OverLimitApproved
from theriac.surfaces.api.schemas.types import Answer, Body, FlagInAddress, Page, Wanted

Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
DayOrNone = Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Why = Annotated[
    str,
    StringConstraints(min_length=1, max_length=250, pattern=r"\S"),
    AfterValidator(storable),
]


class DiscountApproved(Body):
    """A line's discount above the limit; amounts in minor units."""

    product_id: Id
    quantity: Units
    gross: Amount
    discount: Amount


class DiscountsApproved(Body):
    """All of a sale's discounts above the limit; `sale_id` for a counter's basket."""

    sale_id: Id | None = None
    lines: list[DiscountApproved] = Field(min_length=1, max_length=300)


class BeyondApproved(Body):
    """Base units of a product that a counter sells beyond its quota."""

    product_id: Id
    quantity: Units


class QuotaApproved(Body):
    """All that a sale without network takes beyond the counter's quotas."""

    sale_id: Id
    beyond: list[BeyondApproved] = Field(min_length=1, max_length=300)


class ChangeApproved(Body):
    """A batch's balance before and after, and what the change is worth at cost.

    `value` is null where who asks may not see what stock cost (`stock.costs`).
    """

    kind: Literal["adjustment", "write_off", "reversal"]
    batch_id: Id
    before: Count
    after: Count
    value: Amount | None


class BatchApproved(Body):
    """A batch's number and expiry, each before and after; "" where none was or will be entered."""

    batch_id: Id
    number: list[Text60] = Field(min_length=2, max_length=2)
    expires_on: list[DayOrNone] = Field(min_length=2, max_length=2)


class HandedOver(Body):
    """Base units of a controlled medicine, and the prescription that they go on."""

    product_id: Id
    quantity: Units
    prescriber_id: Text60
    written_on: DayOrNone


class HandOverSigned(Body):
    """All controlled medicines of a sale, the patient, and whether it flags a limit."""

    patient_id: Id
    is_over_limit: bool
    lines: list[HandedOver] = Field(min_length=1, max_length=300)


class RegisterLineSigned(Body):
    """Base units by which a batch's line in a register of controlled medicines changes."""

    kind: Text40
    product_id: Id
    batch: Text60
    units: Annotated[int, Strict(), Field(ge=-999_999_999, le=999_999_999)]


class RegisterChangeSigned(Body):
    """All lines of registers that an act of the stock room writes, and the digest of why."""

    lines: list[RegisterLineSigned] = Field(min_length=1, max_length=1_000)
    reason_hash: Digest


class CaseSettled(Body):
    """A controlled medicine's difference, base units, and the digest of its explanation."""

    count_case_id: Id
    difference: Annotated[int, Strict(), Field(ge=-999_999_999, le=999_999_999)]
    explanation_hash: Digest


class CountWitnessed(Body):
    """A count whose difference somebody else must approve: its worth, its lines' digest.

    `value` is null where who asks may not see what stock cost (`stock.costs`).
    """

    count_id: Id
    value: Amount | None
    lines: Digest


class DestructionWitnessed(Body):
    """A destruction that a witness signs: the digest of what is destroyed."""

    destruction_id: Id
    content_hash: Digest


class AnswerApproved(Body):
    """A safety alert that stops: which one, of which products, and the coded reason."""

    check: Text20
    rule: RuleName
    set: Text80
    edition: Text40
    product_ids: list[Id] = Field(max_length=MOST_PRODUCTS)
    reason: Text20


class OverrideApproved(Body):
    """An alert in spite of which medicines go out.

    `sale_id` for a counter's basket, `prescription_id` for a review.
    """

    sale_id: Id | None = None
    prescription_id: Id | None = None
    alert: AnswerApproved


Approvable = (
    DiscountsApproved
    | OverrideApproved
    | QuotaApproved
    | ChangeApproved
    | BatchApproved
    | HandOverSigned
    | RegisterChangeSigned
    | CaseSettled
    | CountWitnessed
    | DestructionWitnessed
    | OverBudgetApproved
    | OrderApproved
    | OverOrderApproved
    | ReturnApproved
    | UnreceiptedApproved
    | OverLimitApproved
)
"""What `approval.needed` names, one for each act that is declared."""


class ApprovalNew(Body):
    """What `approval.needed` named, sent back as it was, with the approver's reason."""

    action: Text60
    content: Approvable = Field(description="The refusal's `content`, unchanged.")
    requested_by: Id = Field(description="Who was refused: a person, or the key (`id` of `/me`).")
    reason: Why


class Approval(Answer):
    """An approval: of one use, until it expires."""

    id: UUID
    action: str
    requested_by: UUID
    approved_by: UUID
    approved_at: datetime
    expires_at: datetime


class ApprovalRequestNew(Body):
    """What `approval.needed` named, left waiting for somebody's yes."""

    action: Text60
    content: Approvable = Field(description="The refusal's `content`, unchanged.")
    reason: Why


class ApprovalRequestAnswer(Body):
    """Why the request is granted or refused."""

    reason: Why


class ApprovalRequest(Answer):
    """What waits for somebody's yes, or waited. `approval_id` is what who asked repeats with."""

    id: UUID
    action: str
    branch_id: UUID
    content: Approvable
    requested_by: UUID
    reason: str
    asked_at: datetime
    ends_at: datetime
    state: Literal["waiting", "granted", "refused", "over"]
    decided_by: UUID | None
    decided_at: datetime | None
    said: str = Field(description="What who decided said.")
    approval_id: UUID | None


class ApprovalRequestPage(Page[ApprovalRequest]):
    """A page of requests, the newest first."""


class ApprovalRequestsWanted(Wanted):
    """Filters of the list of requests."""

    is_waiting: FlagInAddress | None = None
