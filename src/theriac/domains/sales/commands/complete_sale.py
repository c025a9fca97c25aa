"""Completing a sale for a program: it allocates, numbers, and may refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.database.insert import fresh_row
from theriac.countries.controlled.registers import ALL_REGISTERS
from theriac.domains.clinical.overrides import AnsweredSubject, keep_answers
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.pricing.rules.payments import SettledPayment
from theriac.domains.pricing.rules.sale import PricedSale
from theriac.domains.sales.checkout.announcement import announce_sale
from theriac.domains.sales.checkout.basket import BasketLine, Shelf, basket_of, left_of
from theriac.domains.sales.checkout.discount_approval import (
    DiscountedLine,
    demand_for_discounts,
    whole_lines,
)
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.checkout.grounds import ground_rows, refuse_ungrounded
from theriac.domains.sales.checkout.numbers import SaleNumber
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.checkout.prescribers import with_prescribers
from theriac.domains.sales.checkout.recipients import patient_rows, refuse_unnamed
from theriac.domains.sales.checkout.rows import line_row, payment_rows
from theriac.domains.sales.controlled.hand_over import demand_hand_over
from theriac.domains.sales.dispensing.ready import with_prescriptions
from theriac.domains.sales.dispensing.sold import dispense_sold
from theriac.domains.sales.duty.gate import attended
from theriac.domains.sales.ledgers.together import Ledgers
from theriac.domains.sales.models import Payment, Sale, SaleGround, SaleLine, SalePatient
from theriac.domains.sales.permissions import SELL
from theriac.domains.sales.preparation import Prepared, amounts_of, prepared, units_asked
from theriac.domains.sales.promotions.compared import redeem_given, with_promotions
from theriac.domains.sales.promotions.given import promoted, said_of
from theriac.domains.sales.safety.demanded import SafetyAsked, demand_answers
from theriac.domains.serials.commands.decommission import SoldPack, keep_sold, refuse_sold
from theriac.domains.stock.commands.reservations.settle import take_reserved
from theriac.domains.stock.commands.take import (
    LineTake,
    SaleDocument,
    lock_shelf,
    still_there,
    take_for_sale,
)
from theriac.domains.stock.problems import InsufficientStock
from theriac.domains.stock.queries.sellable import ShelfBatch, shelf_batches
from theriac.domains.stock.queries.worth import LyingGoods
from theriac.domains.stock.reserved.lapse import lapse_for_line

ALLOCATIONS = 3


@dataclass(frozen=True, slots=True)
class CompletedSale:
    """A sale as it was booked: its rows and what is left of each product on the shelf."""

    sale: Sale
    lines: Sequence[SaleLine]
    payments: Sequence[Payment]
    grounds: Sequence[SaleGround]
    basket: Sequence[BasketLine]
    left: Mapping[UUID, int]


@command(name="sales.complete_sale", done=_("Sold"), permission=SELL, written_at_once=True)
def complete_sale(
    *, actor: Actor, branch_id: BranchId, terminal_id: TerminalId, draft: SaleDraft
) -> CompletedSale:
    """Sell: allocate by FEFO, price, take payments, number, book; all or nothing.

    Raises InsufficientStock and BatchNotSellable naming the line, NoPrice, PriceAboveCeiling,
    GroundNeeded, PatientNeeded, PrescriptionUnfit, DutyNeeded, ControlledNotSold, PaymentMissing,
    ChangeOnlyFromCash, DiscountUnfit, CouponRefused, TenderUnfit, ProductUnknown, QuantityUnfit,
    NothingToSell, PairingNeeded, TillUnfit; for registered medicines ControlledFactLacks,
    LimitReached; for their second signature, discounts above the limit and safety alerts
    ApprovalNeeded, ApprovalUnfit, AlertsUnanswered, AnswerUnfit; for what was reserved
    ReservationEnded, NotFound; for a pack that is sold SerialRefused; for a patient NotPermitted,
    PatientUnknown, PatientGone, PatientRestricted; for a prescriber NotPermitted,
    PrescriberUnknown, PrescriberLicenceExpired; for a prescription's line NotFound,
    PrescriptionJump, DispenseRefused, ExpiresTooSoon; ledgers'.
    """
    known = prepared(branch_id, terminal_id, draft)
    place, coupon = with_promotions(known.place, draft.coupon, draft.patient_id)
    known, draft = replace(known, place=place), with_prescriptions(actor, branch_id, draft)
    draft, _warnings = with_prescribers(actor, draft, place.today)
    # Before anything is locked: a pack that was sold keeps nobody waiting to be told so.
    refuse_sold([pack for item in draft.items for pack in item.serials], branch_id)
    # What is reserved for this sale comes free first, else its own goods would lack.
    take_reserved(branch_id, draft.reservation_ids, *units_asked(draft, known.products))
    answers = demand_answers(SafetyAsked.of(actor, place, draft), known.products)
    number = SaleNumber(place)
    shelf, basket, lying, (priced, payments) = _locked_basket(actor, draft, known, number)
    place = attended(actor, place, basket)
    draft, signed = demand_hand_over(actor, place, draft, basket)
    approved = demand_for_discounts(
        _discounts(basket, priced), branch_id, actor.id, draft.approval_id
    )
    ledgers = Ledgers.demand(actor, place, draft, (basket, priced, payments))
    dispense_sold(branch_id, current_unit().effect_id, basket)
    sale = _sale(place, draft, actor, priced, number.take(actor))
    grounds = ground_rows(sale.id, actor, place, draft, basket, sale.recorded_at)
    lines = _rows(sale.id, place, basket, priced, grounds)
    paid = payment_rows(sale.id, payments, ledgers.references(draft))
    patients = patient_rows(sale.id, place, draft, grounds, basket)
    writes = current_unit().writes
    writes.add([(Sale, [sale]), (SaleGround, grounds), (SaleLine, lines), (Payment, paid)])
    writes.add([(SalePatient, patients)] if patients else [])
    keep_answers(AnsweredSubject.of_sale(sale.id, branch_id, sale.occurred_at), answers)
    ledgers.enter(sale, paid, basket, lines)
    document = SaleDocument(sale.id, branch_id, sale.number, sale.occurred_at, sale.business_on)
    takes = _for_lines(basket, lines)
    take_for_sale(document, takes, is_told=True, lying=lying)
    # Asked before the locks, so two may have been told yes: the key decides, and the second begins
    # again and is refused by name.
    if keep_sold(document, _packs(basket, lines), person_id=actor.id, terminal_id=terminal_id):
        raise Contended("a pack was sold meanwhile")
    redeem_given(coupon, basket, sale.id)
    announce_sale(sale, lines, takes, {**approved, **signed})
    return CompletedSale(sale, lines, paid, grounds, basket, left_of(shelf, basket))


def _rows(
    sale_id: UUID,
    place: SaleContext,
    basket: Sequence[BasketLine],
    priced: PricedSale,
    grounds: Sequence[SaleGround],
) -> list[SaleLine]:
    return [
        line_row(
            sale_id,
            position,
            line,
            amounts,
            None if line.item.ground is None else grounds[line.item.ground].id,
            said_of(line.promotion, place),
        )
        for position, (line, amounts) in enumerate(zip(basket, priced.lines, strict=True), start=1)
    ]


def _discounts(basket: Sequence[BasketLine], priced: PricedSale) -> list[DiscountedLine]:
    positions = accumulate(int(line.part == 0) for line in basket)
    parts = [
        DiscountedLine.less(
            (line.product.id, line.quantity),
            amounts.gross,
            amounts.discount,
            line.promotion.amount if line.promotion else 0,
        )
        for line, amounts in zip(basket, priced.lines, strict=True)
    ]
    return whole_lines(zip(positions, parts, strict=True))


def _locked_basket(
    actor: Actor, draft: SaleDraft, known: Prepared, number: SaleNumber
) -> tuple[
    Mapping[UUID, Sequence[ShelfBatch]],
    list[BasketLine],
    Mapping[UUID, LyingGoods],
    tuple[PricedSale, tuple[SettledPayment, ...]],
]:
    """Allocate, lock what is taken in key order, and allocate again when it was sold meanwhile.

    Where something is short, what was reserved until now comes free first. The number is taken
    right after the locks, hence last of what the sale locks, and after all that may refuse it but
    an approval and a pack that was sold: its series' row stays locked to the end.
    """
    place, products = known.place, known.products
    # What was freed of a reservation, the shelf doesn't show that was read before.
    shelf = None if draft.reservation_ids else known.shelf
    for _attempt in range(ALLOCATIONS):
        if shelf is None:
            shelf = shelf_batches(place.point.branch_id, products, place.moment)
        try:
            basket = promoted(basket_of(draft, products, Shelf(shelf), place), place)
        except InsufficientStock:
            shelf = None
            if lapse_for_line(place.point.branch_id, products):
                continue
            raise
        refuse_ungrounded(actor, place, draft, basket, ALL_REGISTERS)
        refuse_unnamed(actor, place, draft, basket)
        amounts = amounts_of(draft, basket, place)
        wanted = [share for line in basket for share in line.shares]
        batches = [batch for batch, _quantity in wanted]
        locked = lock_shelf(place.point.branch_id, batches, *number.along())
        if still_there(locked, wanted):
            return shelf, basket, locked.lying, amounts
        shelf = None
    raise Contended("stock changed while it was allocated")


def _sale(
    place: SaleContext,
    draft: SaleDraft,
    actor: Actor,
    priced: PricedSale,
    number: tuple[UUID, int, str],
) -> Sale:
    return fresh_row(
        Sale,
        id=current_unit().effect_id,
        branch_id=place.point.branch_id,
        terminal_id=place.point.terminal_id,
        series_id=number[0],
        sequence=number[1],
        number=number[2],
        source=Sale.Source.API,
        person_id=actor.id,
        occurred_at=place.moment,
        recorded_at=clock.now(),
        business_on=place.today,
        currency=place.point.currency,
        gross=priced.gross,
        discount=priced.discount,
        tax=priced.tax,
        rounding=priced.rounding,
        total=priced.total,
        place_of_supply=draft.place_of_supply,
        till_session_id=draft.till_session_id,
        content_hash="",
    )


def _packs(basket: Sequence[BasketLine], lines: Sequence[SaleLine]) -> list[SoldPack]:
    """The scanned packs of each item, on its first line."""
    found: list[SoldPack] = []
    done: set[int] = set()
    for line, row in zip(basket, lines, strict=True):
        if id(line.item) not in done:
            done.add(id(line.item))
            found += [SoldPack(pack, row.id, line.product.id) for pack in line.item.serials]
    return found


def _for_lines(basket: Sequence[BasketLine], lines: Sequence[SaleLine]) -> list[LineTake]:
    return [
        LineTake(row.id, batch, quantity)
        for line, row in zip(basket, lines, strict=True)
        for batch, quantity in line.shares
    ]
