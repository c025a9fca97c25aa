"""An approval at the counter, given where the server answers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from theriac.domains.sales.safety.sent import LONGEST_RULE, MOST_PRODUCTS


class DiscountIn(BaseModel):
    """A line's discount above the limit."""

    product_id: UUID
    quantity: int = Field(ge=1)
    gross: int = Field(ge=0)
    discount: int = Field(ge=0)


class DiscountsIn(BaseModel):
    """Exactly what is approved: these lines of this basket."""

    sale_id: UUID
    lines: list[DiscountIn] = Field(min_length=1, max_length=300)


class AlertIn(BaseModel):
    """A safety alert that stops, of which products, and the coded reason of the answer."""

    check: str = Field(max_length=20)
    rule: str = Field(max_length=LONGEST_RULE)
    set: str = Field(max_length=80)
    edition: str = Field(max_length=40)
    product_ids: list[UUID] = Field(min_length=1, max_length=MOST_PRODUCTS)
    reason: str = Field(max_length=20)


class OverrideIn(BaseModel):
    """Exactly what is approved: this alert of this basket."""

    sale_id: UUID
    alert: AlertIn


class HandedIn(BaseModel):
    """Base units of a controlled medicine, and the line of the prescription that they go on."""

    product_id: UUID
    quantity: int = Field(ge=1)
    prescription_line_id: UUID


class HandOverIn(BaseModel):
    """Exactly what is signed: what this basket hands over of controlled medicines."""

    sale_id: UUID
    lines: list[HandedIn] = Field(min_length=1, max_length=300)


class ReturnedIn(BaseModel):
    """A part of what comes back."""

    product_id: UUID
    batch_id: UUID | None
    quantity: int = Field(ge=1)
    goes: str = Field(max_length=12)
    amount: int = Field(ge=0)


class RefundedIn(BaseModel):
    """A part of the refund."""

    method: str = Field(max_length=10)
    amount: int = Field(ge=1)


class ReturnIn(BaseModel):
    """Exactly what is approved: this return by its receipt."""

    sale_id: UUID
    why: list[Annotated[str, Field(max_length=20)]] = Field(min_length=1, max_length=5)
    lines: list[ReturnedIn] = Field(min_length=1, max_length=400)
    total: int = Field(ge=0)
    refunds: list[RefundedIn] = Field(max_length=8)


class ChargeIn(BaseModel):
    """Exactly what is approved: so much more on an account, although its limit is this."""

    account_id: UUID
    amount: int = Field(ge=1)
    limit: int = Field(ge=0)


class ApproveBroughtIn(BaseModel):
    """A part of what is brought without its receipt."""

    product_id: UUID
    batch_id: UUID
    quantity: int = Field(ge=1)
    goes: Literal["quarantine", "destruction"]
    amount: int = Field(ge=0)


class ApproveUnreceiptedIn(BaseModel):
    """Exactly what is approved: this return without its receipt."""

    lines: list[ApproveBroughtIn] = Field(min_length=1, max_length=200)
    total: int = Field(ge=0)
    refunds: list[RefundedIn] = Field(max_length=8)


class AskedIn(BaseModel):
    """Who asks, who approves, what exactly and why; ``id`` is the device's.

    Whose badge is scanned needn't be named.
    """

    id: UUID
    person_id: UUID
    approver_id: UUID | None = None
    reason: str = Field(max_length=250)
    content: DiscountsIn | OverrideIn | HandOverIn | ReturnIn | ApproveUnreceiptedIn | ChargeIn

    def said(self) -> dict[str, Any]:
        """The content as JSON has it."""
        return self.content.model_dump(mode="json")


class PasskeyIn(BaseModel):
    """The question that was put, and what the authenticator answered (WebAuthn's JSON form)."""

    token: str = Field(max_length=1000)
    credential: dict[str, Any]


class ApproveIn(AskedIn):
    """The approver's yes: by their PIN, their badge (with its PIN where it asks one), a passkey."""

    pin: str = Field(default="", max_length=12)
    badge: str = Field(default="", max_length=60)
    passkey: PasskeyIn | None = None


class QuestionOut(BaseModel):
    """What a browser puts to the authenticator."""

    token: str
    options: dict[str, Any]


class ApprovedOut(BaseModel):
    """It is kept, for minutes and one use."""

    id: UUID
    approved_by: UUID
    approved_at: datetime
