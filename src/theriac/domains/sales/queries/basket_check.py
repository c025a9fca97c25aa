"""Whether the lines of a counter's basket still stand, before they are paid.

Nothing is locked or written, and the answer binds nobody: what is true now may change before the
sale arrives. Then ``record_sale`` books it all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.core.problems import NotPermitted, Problem
from theriac.countries.controlled.registers import ALL_REGISTERS
from theriac.countries.gates import UnknownLegalClass
from theriac.countries.registry import profile_for
from theriac.domains.accounts.queries.actors import actors_of
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.pricing.problems import NoPrice
from theriac.domains.pricing.rules.prices import line_amount
from theriac.domains.sales.checkout.drafts import GroundSeen
from theriac.domains.sales.checkout.grounds import gate_for
from theriac.domains.sales.checkout.papers import unfit_prescription
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.checkout.price_match import agreed_price, in_parts, prices_of
from theriac.domains.sales.checkout.prices import units_of
from theriac.domains.sales.checkout.recipients import is_asked, unnamed
from theriac.domains.sales.duty.gate import attendance, unattended
from theriac.domains.sales.models import SaleGround
from theriac.domains.sales.permissions import PERMIT_GROUND, SELL
from theriac.domains.sales.problems import (
    ControlledNotSold,
    GroundNeeded,
    PriceMoved,
    ProductUnknown,
)
from theriac.domains.serials.ports import SerialPack
from theriac.domains.serials.problems import SerialRefused
from theriac.domains.serials.queries import LastTurn, last_turns, refusal_of
from theriac.domains.stock.problems import BatchNotSellable, InsufficientStock
from theriac.domains.stock.queries.reservations import ReservationTold
from theriac.domains.stock.queries.sellable import ShelfBatch, named_batches
from theriac.domains.stock.reserved.quotas import own_units
from theriac.domains.stock.rules.allocation import BatchCondition, condition_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A line as the basket shows it; ``takes`` are batches with base units of each."""

    position: int
    product_id: UUID
    pack_id: UUID
    quantity: int
    price_amount: int
    price_units: int
    takes: Sequence[tuple[UUID, int]]
    ground: GroundSeen | None = None
    permitted_by: UUID | None = None
    serials: Sequence[SerialPack] = ()
    prescription_line_id: UUID | None = None
    min_days: int = 0
    is_approved: bool = False
    """Whether who permitted it approved the prescription that it is sold on."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """A line that doesn't stand, and why."""

    position: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class _Books:
    place: SaleContext
    products: dict[UUID, ProductFact]
    batches: dict[UUID, ShelfBatch]
    people: dict[UUID, Actor]
    parts: set[UUID]
    sold: Mapping[SerialPack, LastTurn]
    is_named: bool
    unattended: Collection[str]


def fallen_lines(
    *,
    point: SellingPoint,
    person_id: UUID,
    lines: Sequence[AskedLine],
    reserved: Sequence[ReservationTold] = (),
    is_named: bool = False,
) -> list[Fallen]:
    """The first thing that is wrong with each line; an empty list when all of them stand.

    ``is_named``: the basket names a patient; who it is, isn't asked before the sale.
    ``reserved`` is what the basket has of reservations: nobody else takes it.
    """
    today = clock.today(point.time_zone)
    signers = {line.permitted_by for line in lines if line.permitted_by}
    place = SaleContext(point, profile_for(point.country), clock.now(), today)
    products = sale_facts({line.product_id for line in lines})
    books = _Books(
        place=place,
        products=products,
        batches=named_batches(
            point.branch_id, {batch for line in lines for batch, _q in line.takes}
        ),
        people=actors_of({person_id, *signers}),
        parts=in_parts(line.product_id for line in lines),
        sold=last_turns({pack for line in lines for pack in line.serials}),
        is_named=is_named,
        unattended=attendance(place, products, person_id).lacking,
    )
    found = _judged(lines, books, person_id)
    if any(isinstance(one.problem, InsufficientStock) for one in found):
        found = _judged(lines, _with_own(books, reserved), person_id)
    return found


def _with_own(books: _Books, reserved: Sequence[ReservationTold]) -> _Books:
    """The same where the counter may take its quota and what it fetched besides what is free."""
    own = Counter(own_units(books.place.point.terminal_id, books.products))
    for one in reserved:
        own.update(dict(one.batches))
    return replace(
        books,
        batches={
            key: replace(batch, reserved=batch.reserved - own.get(key, 0))
            for key, batch in books.batches.items()
        },
    )


def _judged(lines: Sequence[AskedLine], books: _Books, person_id: UUID) -> list[Fallen]:
    taken: dict[UUID, int] = defaultdict(int)
    found = []
    for line in lines:
        problem = next(_problems(line, books, person_id, taken), None)
        if problem is not None:
            found.append(Fallen(line.position, problem))
    return found


def _problems(
    line: AskedLine, books: _Books, person_id: UUID, taken: dict[UUID, int]
) -> Iterator[Problem]:
    product = books.products.get(line.product_id)
    if product is None or not product.sellable or line.pack_id not in product.packs:
        yield ProductUnknown(_("This product is no longer sold. Remove the line."))
        return
    seller = books.people.get(person_id)
    if seller is None or not seller.may(SELL, books.place.point.branch_id):
        yield NotPermitted(_("You can no longer sell here. Ask a manager."))
    yield from _serials(line, books)
    yield from _stock(line, product, books, taken)
    yield from _ground(line, product, books)
    if not books.is_named and is_asked(books.place, [product.legal_class]):
        yield unnamed(product.id, product.name, line.position)
    if product.legal_class in books.unattended:
        yield unattended(product, line.position)
    yield from _price(line, product, books)


def _serials(line: AskedLine, books: _Books) -> Iterator[Problem]:
    """Single packs that were sold meanwhile."""
    for pack in line.serials:
        last = books.sold.get(pack)
        if last is not None and not last.is_back:
            yield SerialRefused(refusal_of(pack, last, books.place.point.branch_id))


def _stock(
    line: AskedLine, product: ProductFact, books: _Books, taken: dict[UUID, int]
) -> Iterator[Problem]:
    here = 0
    for batch_id, quantity in line.takes:
        batch = books.batches.get(batch_id)
        left = max(0, batch.free - taken[batch_id]) if batch else 0
        here += min(left, quantity)
        taken[batch_id] += quantity
        if batch is not None and _condition(batch, books) is not BatchCondition.SELLABLE:
            yield BatchNotSellable(
                _("%(product)s, batch %(batch)s is expired or on hold. Choose another batch.")
                % {"product": product.name, "batch": batch.number}
            )
    if here < line.quantity and not product.is_service:
        yield InsufficientStock(
            product_id=product.id,
            product=product.name,
            requested=line.quantity,
            available=here,
            position=line.position,
        )


def _condition(batch: ShelfBatch, books: _Books) -> BatchCondition:
    return condition_of(batch.expires_on, held=batch.held, today=books.place.today)


def _ground(line: AskedLine, product: ProductFact, books: _Books) -> Iterator[Problem]:
    signer = books.people.get(line.permitted_by) if line.permitted_by else None
    permitted = signer is not None and signer.may(PERMIT_GROUND, books.place.point.branch_id)
    permitted = permitted or line.is_approved
    try:
        decision = gate_for(
            books.place.profile,
            product.legal_class,
            line.ground,
            permitted=permitted,
            registers=ALL_REGISTERS if line.prescription_line_id else frozenset(),
        )
    except UnknownLegalClass:
        yield ControlledNotSold(_("The class of this product is unknown. Remove the line."))
        return
    if not decision.allowed and decision.missing == "register":
        yield ControlledNotSold(
            _(
                "At the counter, controlled medicines are sold only on a ready prescription. Take "
                "in the prescription first."
            )
        )
    elif not decision.allowed:
        yield GroundNeeded.of(
            product_id=product.id,
            product=product.name,
            missing=decision.missing,
            position=line.position,
        )
    elif line.ground is not None and line.ground.kind == SaleGround.Kind.PRESCRIPTION:
        goods = (product.id, product.name, product.legal_class)
        unfit = unfit_prescription(books.place, line.ground.written_on, goods, line.position)
        if unfit is not None:
            yield unfit


def _price(line: AskedLine, product: ProductFact, books: _Books) -> Iterator[Problem]:
    first = next((books.batches[one] for one, _q in line.takes if one in books.batches), None)
    goods = units_of(first, line.quantity) if first else None
    is_part = line.product_id in books.parts
    prices = prices_of(product, line.pack_id, goods, books.place, is_part=is_part)
    if not prices:
        yield NoPrice.of(product.name, product_id=product.id)
    elif agreed_price((line.price_amount, line.price_units), prices) is None:
        factor = product.packs[line.pack_id].factor
        now = Money(line_amount(prices[0], factor), books.place.point.currency)
        yield PriceMoved(
            _("The price of %(product)s is now %(price)s. Remove the line and add it again.")
            % {"product": product.name, "price": format_money(now, books.place.profile.code)}
        )
