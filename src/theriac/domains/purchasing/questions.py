"""What is unusual about a delivery and asked before it is posted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.core.problems import AskedFirst
from theriac.domains.catalog.queries.sale_facts import ProductFact
from theriac.domains.organisation.queries.branches import money_writer, settled_limit
from theriac.domains.purchasing.delivery import costs_of
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine
from theriac.domains.purchasing.rules.costs import ReceiptCost
from theriac.domains.stock.queries.last_costs import last_costs
from theriac.domains.stock.rules.last_costs import in_minor_units, is_below, is_far

MOST_OTHERS = 20
State = GoodsReceipt.State


def questions_of(
    receipt: GoodsReceipt,
    lines: Sequence[GoodsReceiptLine],
    products: Mapping[UUID, ProductFact],
) -> list[AskedFirst]:
    """What its posting asks first: of its documents, then line by line of cost and price."""
    costs = costs_of(receipt, lines)
    found = _known_documents(receipt)
    if costs is not None:
        found += _unusual_amounts(lines, products, costs)
    return found


def _unusual_amounts(
    lines: Sequence[GoodsReceiptLine],
    products: Mapping[UUID, ProductFact],
    costs: ReceiptCost,
) -> list[AskedFirst]:
    """Costs far off the last ones, and selling prices below cost; of one pack, as people read."""
    last = last_costs({line.product_id for line in lines})
    percent, written = settled_limit("cost_percent") or 0, money_writer()
    found: list[AskedFirst] = []
    for line, part in zip(lines, costs.lines, strict=True):
        product = products[line.product_id]
        named = {"product": product.name, "pack": product.packs[line.pack_id].name}
        cost, before = Fraction(part.cost, line.quantity), last.get(line.product_id)
        now = in_minor_units(cost, line.factor)
        if line.packs and before is not None and is_far(cost, before, percent):
            was = in_minor_units(before, line.factor)
            found.append(
                AskedFirst(
                    code=f"cost_far:{line.id.hex}:{was}:{now}",
                    words=_("%(product)s: 1 %(pack)s costs %(now)s. The last cost was %(last)s.")
                    % {**named, "now": written(now), "last": written(was)},
                    yes=_("The cost is correct"),
                )
            )
        price = line.selling_price
        if price is not None and is_below(price, line.factor, cost):
            found.append(
                AskedFirst(
                    code=f"below_cost:{line.id.hex}:{now}:{price}",
                    words=_("%(product)s: 1 %(pack)s costs %(now)s but sells for %(price)s.")
                    % {**named, "now": written(now), "price": written(price)},
                    yes=_("Sell below cost"),
                )
            )
    return found


def _known_documents(receipt: GoodsReceipt) -> list[AskedFirst]:
    """Its delivery note or invoice stands on another delivery of the supplier, at any branch.

    A reversed one doesn't count: its goods are written down once more.
    """
    named = Q()
    for key in ("note_key", "invoice_key"):
        if getattr(receipt, key):
            named |= Q(**{key: getattr(receipt, key)})
    if receipt.supplier_id is None or not named:
        return []
    others = list(
        GoodsReceipt.objects.filter(named, supplier_id=receipt.supplier_id)
        .exclude(id=receipt.id)
        .exclude(state=State.REVERSED)
        .order_by("-posted_at", "-id")[:MOST_OTHERS]
    )
    found = []
    for key, words in (
        ("note_key", _("Delivery note %(text)s is already used by %(other)s.")),
        ("invoice_key", _("Invoice %(text)s is already used by %(other)s.")),
    ):
        same = [one for one in others if getattr(receipt, key) and _same(one, receipt, key)]
        if same:
            text = receipt.delivery_note if key == "note_key" else receipt.invoice_number
            found.append(
                AskedFirst(
                    code=f"{key.removesuffix('_key')}_known:{same[0].id.hex}",
                    words=words % {"text": text, "other": _named(same[0])},
                    yes=_("It is a different delivery"),
                )
            )
    return found


def _same(one: GoodsReceipt, other: GoodsReceipt, key: str) -> bool:
    return bool(getattr(one, key) == getattr(other, key))


def _named(receipt: GoodsReceipt) -> str:
    day = {"day": format_date(receipt.received_on, get_language() or "en")}
    if receipt.number:
        return _("%(number)s of %(day)s") % {"number": receipt.number, **day}
    return _("an unposted one of %(day)s") % day
