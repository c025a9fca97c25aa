"""A small Indian pharmacy in a scratch installation, and counters that push sales by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor, ActorKind
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id
from theriac.countries.registry import profile_for
from theriac.countries.taxes import TaxContext
from theriac.domains.accounts.commands.people import (
    add_person,
    assign_roles,
    create_default_roles,
)
from theriac.domains.catalog.commands.products import NewPack, NewProduct, add_product
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.commands.found import found_pharmacy, open_branch
from theriac.domains.organisation.commands.series import open_series
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.ids import BranchId, TerminalId
from theriac.domains.organisation.queries.selling_point import get_selling_point
from theriac.domains.sales.commands.book_pushed import RecordedPush
from theriac.domains.sales.commands.record_sale import record_sale
from theriac.domains.sales.pushes.lines import PushedAllocation, PushedLine, PushedTax
from theriac.domains.sales.pushes.sale import PushedPayment, PushedSale
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.commands.places import open_places

NOON = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
PRICE = 1000


@dataclass(frozen=True, slots=True)
class Shop:
    """What the cases sell, and where."""

    branch_id: BranchId
    terminals: dict[str, TerminalId]
    person_id: UUID
    product_id: UUID
    pack_id: UUID
    batch_id: UUID


def open_shop() -> Shop:
    """Found the pharmacy: branch MB, counters 1 and 2, an owner, one product in stock."""
    pharmacy_id = found_pharmacy(actor=SYSTEM, name="Conformance", country="in", currency="INR")
    branch_id = open_branch(
        actor=SYSTEM,
        pharmacy_id=pharmacy_id,
        code="MB",
        name="Mumbai",
        time_zone="Asia/Kolkata",
        tax_state="27",
    )
    open_places(actor=SYSTEM, branch_id=branch_id)
    create_default_roles(actor=SYSTEM)
    person_id = add_person(
        actor=SYSTEM, username="owner", display_name="Owner", password=token_urlsafe()
    )
    assign_roles(actor=SYSTEM, user_id=person_id, roles=[("owner", None)])
    terminals = {
        code: register_terminal(
            actor=SYSTEM, branch_id=branch_id, code=code, name=f"Counter {code}"
        )
        for code in ("1", "2")
    }
    packs = [NewPack(name="piece", factor=1, price=PRICE)]
    product = NewProduct(name="Goods", base_unit="piece", legal_class="otc", packs=packs)
    product_id = add_product(actor=SYSTEM, product=product)
    goods = DeliveryLine(
        product_id=product_id, quantity=1000, batch_number="B1", expires_on=date(2028, 12, 31)
    )
    receipt = enter_opening_stock(actor=SYSTEM, branch_id=branch_id, lines=[goods])
    pack_id = next(iter(sale_facts({product_id})[product_id].packs))
    return Shop(branch_id, terminals, person_id, product_id, pack_id, receipt.batch_ids[0])


@dataclass(frozen=True, slots=True)
class Counter:
    """One device with its series on a day."""

    shop: Shop
    terminal_id: TerminalId
    prefix: str
    series_id: UUID

    def push(self, sale: PushedSale) -> RecordedPush:
        """Deliver a sale as the counter's surface does."""
        actor = Actor(
            ActorKind.TERMINAL, self.terminal_id, "", self.shop.branch_id, self.terminal_id
        )
        point = get_selling_point(self.terminal_id)
        if point is None:
            raise LookupError("the counter isn't there")
        return record_sale(actor=actor, point=point, pushed=sale)


def counter_today(shop: Shop, code: str) -> Counter:
    """The counter with the series that the product gives it today."""
    today = clock.today("Asia/Kolkata")
    profile = profile_for("in")
    prefix = profile.series_prefix("MB", code, today)
    series_id = open_series(
        actor=SYSTEM,
        terminal_id=shop.terminals[code],
        kind="sale",
        prefix=prefix,
        period=profile.fiscal_year(today).label,
    )
    return Counter(shop, shop.terminals[code], prefix, series_id)


def _line(shop: Shop) -> PushedLine:
    context = TaxContext(on=clock.today("Asia/Kolkata"), supplier_state="27")
    tax = profile_for("in").line_tax(PRICE, "standard", context)
    return PushedLine(
        id=new_id(),
        position=1,
        product_id=shop.product_id,
        pack_id=shop.pack_id,
        packs=1,
        quantity=1,
        price_amount=PRICE,
        price_units=1,
        gross=PRICE,
        discount=0,
        taxable=tax.taxable,
        tax=tax.tax,
        total=tax.total,
        taxes=tuple(PushedTax(code=t.code, rate_bp=t.rate_bp, amount=t.amount) for t in tax.taxes),
        allocations=(PushedAllocation(batch_id=shop.batch_id, quantity=1),),
    )


def new_sale(counter: Counter, sequence: int, skew: timedelta = timedelta(0)) -> PushedSale:
    """A sale of one piece, rung up now by a device whose clock is off by ``skew``."""
    sale_id = new_id()
    line = _line(counter.shop)
    at = clock.now() + skew
    content = {"id": str(sale_id), "sequence": sequence}
    return PushedSale(
        id=sale_id,
        number=profile_for("in").format_number(counter.prefix, sequence),
        series_id=counter.series_id,
        sequence=sequence,
        occurred_at=at,
        sent_at=at,
        business_on=clock.today("Asia/Kolkata"),
        person_id=counter.shop.person_id,
        currency="INR",
        gross=PRICE,
        discount=0,
        tax=line.tax,
        rounding=0,
        total=line.total,
        lines=(line,),
        payments=(PushedPayment(id=new_id(), method="cash", tendered=PRICE, change=0),),
        content=content,
        content_hash=fingerprint(content),
    )
