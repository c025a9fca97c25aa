"""A pushed sale as rows, exactly as the device made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models

from theriac.core.ids import new_id
from theriac.core.privacy.periods import ready_owner
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.prescribers.queries.prescribers import KnownPrescriber
from theriac.domains.sales.checkout.papers import Papers
from theriac.domains.sales.models import Payment, Sale, SaleGround, SaleLine, SalePatient
from theriac.domains.sales.prescriptions import GROUND_KEYS, details_of
from theriac.domains.sales.pushes.sale import PushedSale


@dataclass(frozen=True, slots=True)
class PushedRows:
    """The rows that refer to the sale."""

    grounds: Sequence[SaleGround]
    lines: Sequence[SaleLine]
    payments: Sequence[Payment]
    patients: Sequence[SalePatient] = ()

    def in_order(self) -> Sequence[tuple[type[models.Model], Sequence[models.Model]]]:
        """Models with their rows, those first that others name."""
        return (
            (SaleGround, self.grounds),
            (SaleLine, self.lines),
            (Payment, self.payments),
            (SalePatient, self.patients),
        )


def sale_row(point: SellingPoint, pushed: PushedSale, recorded_at: datetime) -> Sale:
    """The sale; time, number and amounts are the device's, ``recorded_at`` is ours."""
    return Sale(
        id=pushed.id,
        branch_id=point.branch_id,
        terminal_id=point.terminal_id,
        series_id=pushed.series_id,
        sequence=pushed.sequence,
        number=pushed.number,
        source=Sale.Source.COUNTER,
        person_id=pushed.person_id,
        occurred_at=pushed.occurred_at,
        recorded_at=recorded_at,
        business_on=pushed.business_on,
        currency=pushed.currency,
        gross=pushed.gross,
        discount=pushed.discount,
        tax=pushed.tax,
        rounding=pushed.rounding,
        total=pushed.total,
        till_session_id=pushed.till_session_id,
        content_hash=pushed.content_hash,
    )


def rows_of(
    pushed: PushedSale,
    recorded_at: datetime,
    papers: Papers,
    prescribers: Mapping[UUID, KnownPrescriber],
) -> PushedRows:
    """Lines, grounds, payments, and whom it was for.

    ``prescribers``: what grounds keep of them where registered goods went, by the ground's id.
    Raises KeyStoreFails where a prescription can't be encrypted.
    """
    lines = [
        SaleLine(
            id=line.id,
            sale_id=pushed.id,
            position=line.position,
            product_id=line.product_id,
            pack_id=line.pack_id,
            packs=line.packs,
            quantity=line.quantity,
            price_amount=line.price_amount,
            price_units=line.price_units,
            gross=line.gross,
            discount=line.discount,
            taxable=line.taxable,
            tax=line.tax,
            total=line.total,
            taxes=[
                {"code": tax.code, "rate_bp": tax.rate_bp, "amount": tax.amount}
                for tax in line.taxes
            ],
            promotion_id=line.promotion_id,
            promotion_off=line.promotion_off,
            promotion_told=line.promotion_told,
            instead_of=line.instead_of,
            instead_saved=line.instead_saved if line.instead_of else 0,
            ground_id=line.ground_id,
            prescription_line_id=line.prescription_line_id,
        )
        for line in pushed.lines
    ]
    payments = [
        Payment(
            id=payment.id,
            sale_id=pushed.id,
            method=payment.method,
            tendered=payment.tendered,
            change=payment.change,
            reference=payment.reference,
        )
        for payment in pushed.payments
    ]
    patients = [
        SalePatient(id=new_id(), sale_id=pushed.id, patient_id=patient_id)
        for patient_id in (pushed.patient_id,)
        if patient_id
    ]
    return PushedRows(_grounds(pushed, recorded_at, papers, prescribers), lines, payments, patients)


def _grounds(
    pushed: PushedSale,
    recorded_at: datetime,
    papers: Papers,
    prescribers: Mapping[UUID, KnownPrescriber],
) -> list[SaleGround]:
    if not pushed.grounds:
        return []
    key_id = ready_owner(GROUND_KEYS, recorded_at)
    return [
        SaleGround(
            id=ground.id,
            sale_id=pushed.id,
            kind=ground.kind,
            details=details_of(
                ground.kind,
                ground.prescriber,
                ground.number,
                known.licence if (known := prescribers.get(ground.id)) else "",
                known.address if known else "",
            ),
            key_id=key_id,
            written_on=ground.written_on,
            valid_until=papers[ground.id].valid_until,
            asks_patient=papers[ground.id].asks_patient,
            exception=ground.exception or "",
            permitted_by=ground.permitted_by,
            duty_turn_id=papers[ground.id].duty_turn_id,
        )
        for ground in pushed.grounds
    ]
