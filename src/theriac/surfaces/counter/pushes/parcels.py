"""Sales that counters made, what they tell of their tills, and what was asked for in vain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from logging import getLogger
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from pydantic import ValidationError

from theriac.core import clock
from theriac.domains.device_logs.commands.take_log import take_log
from theriac.domains.device_logs.wire import documents_of, read_log
from theriac.domains.organisation.commands.terminals import note_clock
from theriac.domains.organisation.queries.device_keys import SignedFor
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.hold_malformed import hold_malformed
from theriac.domains.sales.commands.record_sale import record_sale
from theriac.domains.sales.commands.void_number import VoidState, take_void
from theriac.domains.sales.pushes.held import UnreadableContent, read_sale
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.sales.rules import WARNING_SKEW
from theriac.domains.stock.commands.reservations.quota import standing_quotas
from theriac.domains.stock.queries.sellable import shelf_batches
from theriac.domains.tills.commands.take_document import take_till_document
from theriac.domains.unmet_requests.commands.record import take_told_request
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.numbering import open_needed
from theriac.surfaces.counter.terminals import (
    PairedDevice,
    has_signed,
    paired_device,
    pairing_of,
)
from theriac.surfaces.counter.wire.sales import (
    AskedResultOut,
    BalanceOut,
    PushIn,
    PushOut,
    QuotaOut,
    ResultOut,
    TillResultOut,
    VoidIn,
    VoidResultOut,
)

logger = getLogger(__name__)
LARGEST_PARCEL = 4_000_000
"""Bytes: fifty sales of a hundred lines; a counter whose parcel is larger sends fewer at once."""
A_MINUTE = 60
MOST_SKEW = 2_000_000_000
"""Some 63 years: what the column holds."""


@endpoint("POST", of_any_age=True, most=LARGEST_PARCEL)
def push(request: HttpRequest) -> HttpResponse:
    """Book each sale, whatever disagrees; a revoked terminal's and unsigned ones are held.

    A sale that can't be read is held as it was sent. One that can't be written, and one without an
    id, stays on its device; none keeps another back.
    """
    device = paired_device(request, even_revoked=True)
    parcel = read_body(request, PushIn)
    is_signed = has_signed(device, SignedFor.PUSH, request)
    if not is_signed:
        logger.warning("a push isn't signed by its device", extra=_named(device))
    results: list[ResultOut] = []
    products: set[UUID] = set()
    batches: set[UUID] = set()
    for wire in parcel.sales:
        try:
            sale = read_sale(wire, sent_at=parcel.sent_at)
        except UnreadableContent as problem:
            results += filter(None, [_held(device, wire, problem, is_signed=is_signed)])
            continue
        result = _recorded(device, sale, is_signed=is_signed)
        if result is not None:
            results.append(result)
        if result is None or result.state == "held":
            continue
        products.update(line.product_id for line in sale.lines)
        batches.update(take.batch_id for line in sale.lines for take in line.allocations)
    voids: list[VoidResultOut] = []
    if is_signed:
        _note_clock(device, parcel.sent_at)
    if is_signed and not device.point.terminal_revoked:
        voids = _voided(device, parcel.voids)
        open_needed(device.actor, device.point)
    tills = _tills(device, parcel.till, is_signed=is_signed)
    asked = _asked(device, parcel.asked, is_signed=is_signed)
    is_logged = is_signed and _logged(device, parcel)
    balances = _balances(device.point.branch_id, products, batches)
    quotas = [QuotaOut.of(one) for one in standing_quotas(pairing_of(device), products)]
    return answer_with(
        PushOut(
            results=results,
            voids=voids,
            till=tills,
            asked=asked,
            balances=balances,
            quotas=quotas,
            log=is_logged,
        )
    )


def _named(device: PairedDevice) -> dict[str, str]:
    return {"terminal_id": str(device.point.terminal_id)}


def _voided(device: PairedDevice, voids: Sequence[Mapping[str, Any]]) -> list[VoidResultOut]:
    """What became of each; one that can't be read is refused, so that it isn't sent for ever."""
    found: list[VoidResultOut] = []
    for wire in voids:
        with suppress(ValidationError):
            place = VoidResultOut.model_validate({**wire, "state": VoidState.REFUSED})
            found.append(place)
            void = VoidIn.model_validate(wire)
            named: dict[str, Any] = {"branch_id": device.point.branch_id, "point": device.point}
            place.state = take_void(actor=device.actor, **named, **void.model_dump())
    return found


def _tills(
    device: PairedDevice, documents: Sequence[Mapping[str, Any]], *, is_signed: bool
) -> list[TillResultOut]:
    """What became of each; one that can't be written stays on its device."""
    found: list[TillResultOut] = []
    for wire in documents:
        named: dict[str, Any] = {"branch_id": device.point.branch_id, "point": device.point}
        try:
            state = take_till_document(actor=device.actor, **named, wire=wire, is_signed=is_signed)
        except Exception:  # one document's defect must not keep the others of the parcel back
            logger.exception("a till document can't be taken", extra=_named(device))
            continue
        if state is not None:
            found.append(TillResultOut(id=wire["id"], state=state))
    return found


def _asked(
    device: PairedDevice, requests: Sequence[Mapping[str, Any]], *, is_signed: bool
) -> list[AskedResultOut]:
    """What became of each; what isn't taken now stays on its device."""
    found: list[AskedResultOut] = []
    for wire in requests:
        try:
            state = take_told_request(
                actor=device.actor, point=device.point, wire=wire, is_signed=is_signed
            )
        except Exception:  # one request's defect must not keep the others of the parcel back
            logger.exception("an unmet request can't be taken", extra=_named(device))
            continue
        if state is not None:
            found.append(AskedResultOut(id=wire["id"], state=state))
    return found


def _logged(device: PairedDevice, parcel: PushIn) -> bool:
    """Whether the log was taken; its defect keeps no document back."""
    told = read_log(parcel.log, documents_of(parcel.sales, parcel.voids, parcel.till, parcel.asked))
    if told is None:
        return False
    named: dict[str, Any] = {"branch_id": device.point.branch_id, "point": device.point}
    try:
        return take_log(actor=device.actor, **named, told=told)
    except Exception:
        logger.exception("a device's log can't be taken", extra=_named(device))
        return False


def _note_clock(device: PairedDevice, sent_at: datetime) -> None:
    """Keep how far the device's clock is off, when that changed by a minute and warns or did."""
    skew = round((sent_at - clock.now()).total_seconds())
    told = skew if abs(skew) > WARNING_SKEW.total_seconds() else 0
    known = device.clock_skew_seconds
    if bool(told) == bool(known) and abs(told - known) < A_MINUTE:
        return
    told = max(-MOST_SKEW, min(told, MOST_SKEW))
    note_clock(
        actor=device.actor,
        branch_id=device.point.branch_id,
        terminal_id=device.point.terminal_id,
        skew_seconds=told,
    )


def _recorded(device: PairedDevice, pushed: PushedSale, *, is_signed: bool) -> ResultOut | None:
    place: dict[str, Any] = {"actor": device.actor, "point": device.point}
    try:
        recorded = record_sale(**place, pushed=pushed, is_signed=is_signed)
    except Exception:  # one sale's defect must not keep the others of the parcel back
        logger.exception("a pushed sale can't be booked", extra={"sale_id": str(pushed.id)})
        return None
    held = recorded.state is PushState.HELD
    return ResultOut(id=pushed.id, state="held" if held else "acknowledged", cases=recorded.cases)


def _held(
    device: PairedDevice, wire: Mapping[str, Any], problem: UnreadableContent, *, is_signed: bool
) -> ResultOut | None:
    """What came of holding what isn't a sale; None without an id, which no device leaves out."""
    logger.warning(
        "a pushed sale can't be read",
        extra={**_named(device), "places": str(problem)},
    )
    try:
        sale_id = UUID(wire.get("id"))
    except (AttributeError, TypeError, ValueError):
        return None
    try:
        hold_malformed(
            actor=device.actor,
            branch_id=device.point.branch_id,
            point=device.point,
            sale_id=sale_id,
            wire=wire,
            bound=problem.bound,
            is_signed=is_signed,
        )
    except Exception:  # one sale's defect must not keep the others of the parcel back
        logger.exception("a pushed sale can't be held", extra={"sale_id": str(sale_id)})
        return None
    return ResultOut(id=sale_id, state="held", cases=0)


def _balances(branch_id: UUID, products: set[UUID], batches: set[UUID]) -> list[BalanceOut]:
    left = dict.fromkeys(batches, 0)
    for found in shelf_batches(branch_id, products).values():
        for batch in found:
            if batch.batch_id in left:
                left[batch.batch_id] += batch.quantity
    return [BalanceOut(batch_id=key, quantity=quantity) for key, quantity in left.items()]
