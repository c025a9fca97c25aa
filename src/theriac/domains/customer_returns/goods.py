"""What comes back of a sale: line by line and batch by batch, where it goes and what it cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.problems import NotFound, Unprocessable
from theriac.countries.base import CountryProfile
from theriac.countries.customer_returns.rules import may_go_to_shelf
from theriac.domains.catalog.queries.names import storages_of
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.customer_returns.drafts import GoodsReturned
from theriac.domains.customer_returns.problems import NotReturnable, ReturnTooMuch
from theriac.domains.customer_returns.rules import (
    NOWHERE,
    SHELF,
    GoodsState,
    LineShare,
    at_least,
    mildest,
    share_of,
)
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.organisation.queries.letterhead import letterhead_of
from theriac.domains.sales.queries.sold_goods import ReturnableSale, SoldGoods
from theriac.domains.serials.queries import OpenPack, open_packs
from theriac.domains.stock.commands.deliveries.brought_back import (
    StandingBatch,
    standing_batches,
)

COLD = frozenset({"cool", "fridge", "freezer"})
Before = Mapping[tuple[UUID, UUID | None], int]
"""Base units that came back before, by line of the sale and batch."""


@dataclass(frozen=True, slots=True)
class ReturnedPart:
    """``quantity`` of a batch that a line took; a service has none, and goes nowhere.

    ``batch`` is where its goods come back now, ``packs`` those that may be sold again.
    """

    sale_line_id: UUID | None
    product_id: UUID
    batch_id: UUID | None
    batch: StandingBatch | None
    quantity: int
    condition: str
    goes: str
    share: LineShare
    packs: Sequence[OpenPack] = ()


@dataclass(frozen=True, slots=True)
class ReturnRules:
    """What holds here today: the country's rows, and whether the pharmacy sells returns again."""

    profile: CountryProfile
    today: date
    returns_to_shelf: bool

    def is_resold(self, legal_class: str) -> bool:
        """Whether sealed goods of this class may be sold again."""
        rows = self.profile.customer_returns
        return self.returns_to_shelf and may_go_to_shelf(rows, legal_class, self.today)

    def refuse_registered(self, product: ProductFact) -> None:
        """Raise NotReturnable for goods of a register."""
        if self.profile.legal_class(product.legal_class).register:
            words = _(
                "%(product)s is a controlled medicine and can’t be refunded as a return. Accept it "
                "under Returned medicines, for destruction."
            )
            raise NotReturnable(words % {"product": product.name}, product_id=product.id)

    def refuse_taxed_elsewhere(self, sold_at: UUID, branch_id: UUID) -> None:
        """Raise NotReturnable where the sale bears the tax of another place than the branch's."""
        if sold_at == branch_id or self.profile.sale_papers.places is None:
            return
        if _taxed_as(sold_at) != _taxed_as(branch_id):
            raise NotReturnable(
                _("This sale bears another State’s tax. Return it at a branch of that State."),
                field="sale_id",
            )


def _taxed_as(branch_id: UUID) -> tuple[str, str] | None:
    """Under which tax number and in which State a branch sells."""
    branch = get_branch(branch_id)
    return (letterhead_of(branch).tax_number, branch.tax_state) if branch else None


def parts_of(
    sale: ReturnableSale, wanted: Sequence[GoodsReturned], before: Before, rules: ReturnRules
) -> list[ReturnedPart]:
    """What these lines give back, batch by batch, where it goes and what it cost.

    Raises NotFound for a line of another sale, ReturnTooMuch, NotReturnable, Unprocessable.
    """
    lines = {line.line_id: line for line in sale.lines}
    for index, one in enumerate(wanted):
        if one.sale_line_id not in lines:
            raise NotFound(
                _("This line isn’t in the sale. Reload the page."),
                field=f"lines.{index}.sale_line_id",
            )
    named = [lines[one.sale_line_id] for one in wanted]
    known = _Known.of(named, rules)
    came = defaultdict[tuple[UUID, UUID | None], int](int, before)
    found: list[ReturnedPart] = []
    for index, (one, line) in enumerate(zip(wanted, named, strict=True)):
        rules.refuse_registered(known.products[line.product_id])
        for batch_id, units in _batches(one, line, came, known, index):
            earlier = sum(n for (key, _batch), n in came.items() if key == line.line_id)
            found.append(_part(one, line, (batch_id, units, earlier), known, index))
            came[line.line_id, batch_id] += units
    return found


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the goods, each read once."""

    rules: ReturnRules
    products: Mapping[UUID, ProductFact]
    storages: Mapping[UUID, str]
    batches: Mapping[UUID, StandingBatch]
    packs: Mapping[UUID, Sequence[OpenPack]]

    @classmethod
    def of(cls, lines: Sequence[SoldGoods], rules: ReturnRules) -> _Known:
        products = {line.product_id for line in lines}
        return cls(
            rules,
            sale_facts(products),
            storages_of(products),
            standing_batches(one.batch_id for line in lines for one in line.batches),
            open_packs({line.line_id for line in lines}),
        )


def _batches(
    one: GoodsReturned,
    line: SoldGoods,
    came: Mapping[tuple[UUID, UUID | None], int],
    known: _Known,
    index: int,
) -> list[tuple[UUID | None, int]]:
    """Of which batches the units are, in the order in which the line took them."""
    product = known.products[line.product_id]
    taken: list[tuple[UUID | None, int]] = [(got.batch_id, got.quantity) for got in line.batches]
    if product.is_service:
        taken = [(None, line.quantity)]
    elif one.batch_id is not None:
        taken = [pair for pair in taken if pair[0] == one.batch_id]
    units: dict[UUID | None, int] = defaultdict(int)
    for batch_id, quantity in taken:
        units[batch_id] += quantity
    left = {key: n - came.get((line.line_id, key), 0) for key, n in units.items()}
    if one.quantity > sum(left.values()):
        raise _too_much(one, line, sum(left.values()), product.name, index)
    found, rest = [], one.quantity
    for batch_id, free in left.items():
        part = min(rest, free)
        if part:
            found.append((batch_id, part))
            rest -= part
    return found


def _too_much(
    one: GoodsReturned, line: SoldGoods, left: int, product: str, index: int
) -> ReturnTooMuch | NotReturnable:
    facts = {"product": product, "left": left}
    if not line.batches:
        words = _("%(product)s: no batch is on record. Settle the discrepancy of the sale first.")
        return NotReturnable(words % facts, product_id=line.product_id)
    words = _("%(product)s: at most %(left)s base units can still be returned. Enter less.")
    return ReturnTooMuch(
        words % facts,
        field=f"lines.{index}.quantity",
        sale_line_id=one.sale_line_id,
        requested=one.quantity,
        left=left,
    )


def _part(
    one: GoodsReturned,
    line: SoldGoods,
    units: tuple[UUID | None, int, int],
    known: _Known,
    index: int,
) -> ReturnedPart:
    batch_id, quantity, earlier = units
    batch = known.batches[batch_id] if batch_id is not None else None
    packs = _packs(one, line, known, index)
    goes = NOWHERE
    if batch is not None:
        state = GoodsState(
            is_resold=known.rules.is_resold(known.products[line.product_id].legal_class),
            is_cold=known.storages.get(line.product_id, "") in COLD,
            is_sellable=batch.may_be_sold(known.rules.today),
            condition=one.condition,
            has_serials=bool(known.packs.get(line.line_id))
            and len(packs) * line.units_a_pack != one.quantity,
        )
        goes = at_least(one.goes, mildest(state))
    whole = LineShare(line.total, line.tax, line.taxes)
    return ReturnedPart(
        sale_line_id=line.line_id,
        product_id=line.product_id,
        batch_id=batch_id,
        batch=batch,
        quantity=quantity,
        condition=one.condition,
        goes=goes,
        share=share_of(whole, line.quantity, earlier, quantity),
        packs=packs if goes == SHELF else (),
    )


def _packs(one: GoodsReturned, line: SoldGoods, known: _Known, index: int) -> Sequence[OpenPack]:
    """The packs that are named, of those that the line gave out. Raises Unprocessable."""
    there = {pack.serial: pack for pack in known.packs.get(line.line_id, ())}
    for serial in one.serials:
        if serial not in there:
            words = _("Serial number %(serial)s wasn’t sold on this line. Scan the pack again.")
            raise Unprocessable(words % {"serial": serial}, field=f"lines.{index}.serials")
    return [there[serial] for serial in dict.fromkeys(one.serials)]
