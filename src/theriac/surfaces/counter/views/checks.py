"""The check before payment: lock-free, and binding nobody."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from theriac.core import clock
from theriac.core.sealing.encoding import CantOpen
from theriac.domains.sales.checkout.drafts import GroundSeen
from theriac.domains.sales.controlled.counter import HandOverAsked, check_hand_over
from theriac.domains.sales.dispensing.asked import check_prescriptions
from theriac.domains.sales.promotions.compared import why_not_coupon
from theriac.domains.sales.pushes.sale import PushedGround
from theriac.domains.sales.pushes.sealed import opened_patient
from theriac.domains.sales.queries.basket_check import AskedLine, Fallen, fallen_lines
from theriac.domains.serials.commands.check import ask_serial
from theriac.domains.serials.ports import SerialPack
from theriac.domains.stock.queries.other_branches import stock_elsewhere
from theriac.domains.stock.queries.reservations import standing_reservations
from theriac.domains.stock.queries.sellable import shelf_batches
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import PairedDevice, paired_device
from theriac.surfaces.counter.wire.checks import (
    CheckedLineIn,
    CheckIn,
    CheckOut,
    ElsewhereOut,
    RefusalOut,
    SerialAnswerOut,
    SerialAskedIn,
)
from theriac.surfaces.counter.wire.sales import BalanceOut


@endpoint("POST")
def check(request: HttpRequest) -> HttpResponse:
    """Which lines no longer stand, and what the shelf has of their products."""
    device = paired_device(request)
    asked = read_body(request, CheckIn)
    grounds = {ground.id: ground for ground in asked.grounds}
    lines = [
        _asked(position, line, grounds.get(line.ground_id) if line.ground_id else None)
        for position, line in enumerate(asked.lines, start=1)
    ]
    named = [one.reservation_id for one in asked.reserved]
    kept = standing_reservations(device.point.branch_id, reservation_ids=named) if named else []
    patient_id = _patient(device, asked)
    told = check_prescriptions(device.point, asked.person_id, lines, patient_id)
    fallen = _first_of_each(
        told.fallen,
        fallen_lines(
            point=device.point,
            person_id=asked.person_id,
            lines=told.lines,
            reserved=kept,
            is_named=asked.patient_named,
        ),
        check_hand_over(
            device.point,
            told.lines,
            HandOverAsked(
                sale_id=asked.sale_id,
                person_id=asked.person_id,
                patient_id=patient_id,
                approval_id=asked.hand_over_id,
            ),
        ),
    )
    return answer_with(
        CheckOut(
            at=clock.now(),
            refusals=[
                RefusalOut(
                    line_id=asked.lines[one.position - 1].line_id,
                    type=one.problem.type,
                    title=str(one.problem.title),
                    detail=str(one.problem.detail),
                )
                for one in fallen
            ],
            balances=_balances(device.point.branch_id, asked.lines),
            elsewhere=_elsewhere(device, asked.elsewhere),
            ended=sorted(set(named) - {one.id for one in kept}),
            coupon_refused=why_not_coupon(device.point, asked.coupon, patient_id),
        )
    )


def _patient(device: PairedDevice, asked: CheckIn) -> UUID | None:
    """Whom the basket names; None where it doesn't say, or what it says doesn't open."""
    if not asked.patient or asked.sale_id is None:
        return None
    try:
        return opened_patient(asked.patient, asked.sale_id, device.point.branch_id)
    except CantOpen:
        return None


def _first_of_each(*found: Sequence[Fallen]) -> list[Fallen]:
    by_position: dict[int, Fallen] = {}
    for one in (one for some in found for one in some):
        by_position.setdefault(one.position, one)
    return [by_position[key] for key in sorted(by_position)]


@endpoint("POST")
def serial(request: HttpRequest) -> HttpResponse:
    """Whether a single pack that was scanned may be sold; a refusal is reported."""
    device = paired_device(request)
    asked = read_body(request, SerialAskedIn)
    refused = ask_serial(
        actor=device.actor,
        branch_id=device.point.branch_id,
        person_id=asked.person_id,
        pack=SerialPack(asked.gtin, asked.serial),
    )
    return answer_with(SerialAnswerOut(refused=refused))


def _elsewhere(device: PairedDevice, product_ids: Sequence[UUID]) -> list[ElsewhereOut]:
    today = clock.today(device.point.time_zone)
    return [
        ElsewhereOut(product_id=one.product_id, branch=one.branch, quantity=one.quantity)
        for one in stock_elsewhere(
            branch_id=device.point.branch_id, product_ids=product_ids, today=today
        )
    ]


def _asked(position: int, line: CheckedLineIn, ground: PushedGround | None) -> AskedLine:
    seen = None
    if ground is not None:
        seen = GroundSeen(
            kind=ground.kind,
            prescriber=ground.prescriber or "",
            number=ground.number or "",
            written_on=ground.written_on,
            exception=ground.exception or "",
        )
    return AskedLine(
        position=position,
        product_id=line.product_id,
        pack_id=line.pack_id,
        quantity=line.quantity,
        price_amount=line.price_amount,
        price_units=line.price_units,
        takes=[(take.batch_id, take.quantity) for take in line.allocations],
        ground=seen,
        permitted_by=ground.permitted_by if ground else None,
        serials=[SerialPack(one.gtin, one.serial) for one in line.serials],
        prescription_line_id=line.prescription_line_id,
        min_days=line.min_days,
    )


def _balances(branch_id: UUID, lines: Sequence[CheckedLineIn]) -> list[BalanceOut]:
    """All that is on the shelf of these products; a named batch that isn't there has none."""
    found = {take.batch_id: 0 for line in lines for take in line.allocations}
    for batches in shelf_batches(branch_id, {line.product_id for line in lines}).values():
        for batch in batches:
            found[batch.batch_id] = found.get(batch.batch_id, 0) + batch.quantity
    return [BalanceOut(batch_id=key, quantity=quantity) for key, quantity in found.items()]
