"""What a promotion would have done on a branch's latest sales, before it gives anything.

It counts what the promotion gives in addition: on lines where the others that stand save as much,
nothing. How many more customers would come it can't know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.core.rights import require, require_everywhere
from theriac.domains.organisation.ids import BranchId
from theriac.domains.pricing.rules.markdown import margin_bp
from theriac.domains.promotions.permissions import SET_PROMOTIONS, VIEW_PROMOTIONS
from theriac.domains.promotions.problems import PromotionElsewhere
from theriac.domains.promotions.queries import (
    PromotionAhead,
    drafted_ahead,
    standing_ahead,
    standing_beside,
)
from theriac.domains.promotions.rules.best import PromotedBeside, promoted_beside
from theriac.domains.promotions.rules.facts import PromotionNew
from theriac.domains.promotions.rules.savings import PromotionTerms
from theriac.domains.sales.checkout.place import SaleContext, place_at
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.promotions.examples import PromotionExamples, examples_of
from theriac.domains.sales.promotions.history import SaleBefore, SoldBefore, sales_before
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stock.queries.batches.allocations import costs_of_documents


@dataclass(frozen=True, slots=True)
class PreviewedMargin:
    """What is left of the reached lines without tax and cost; minor units.

    ``unknown`` of them are left out: what their goods cost isn't known.
    """

    sold_before: int
    sold_after: int
    cost: int
    unknown: int

    @property
    def before(self) -> int:
        """Without the promotion."""
        return self.sold_before - self.cost

    @property
    def after(self) -> int:
        """With it."""
        return self.sold_after - self.cost

    @property
    def rates(self) -> tuple[int | None, int | None]:
        """Without and with it in basis points of what is taken; None where nothing is."""
        return margin_bp(self.sold_before, self.cost), margin_bp(self.sold_after, self.cost)


@dataclass(frozen=True, slots=True)
class PromotionPreview:
    """What it would have done at the branch from a day to a day; amounts in minor units.

    ``read`` sales and lines were judged, the newest where ``is_cut``; ``sales`` and ``lines`` of
    them would have had it. ``before`` and ``after`` are what those lines cost without and with it,
    ``given`` what less all sales would have cost. ``margin`` is None for who may not see costs.
    ``others`` are the names of the promotions that it was compared with.
    """

    branch_id: UUID
    branch: str
    first_on: date
    last_on: date
    is_cut: bool
    read_sales: int
    read_lines: int
    sales: int
    lines: int
    given: int
    before: int
    after: int
    margin: PreviewedMargin | None
    needs_coupon: bool
    others: Sequence[str]
    examples: PromotionExamples


@query(permission=SET_PROMOTIONS)
def preview_new(*, actor: Actor, branch_id: BranchId, promotion: PromotionNew) -> PromotionPreview:
    """Of one that isn't added yet. Raises PromotionRefused, PromotionElsewhere, NotFound."""
    require_everywhere(actor, SET_PROMOTIONS)
    return _previewed(actor, branch_id, drafted_ahead(promotion))


@query(permission=VIEW_PROMOTIONS)
def preview_standing(
    *, actor: Actor, branch_id: BranchId, promotion_id: UUID
) -> PromotionPreview | None:
    """Of one that isn't ended; None where there is none. Raises PromotionElsewhere, NotFound."""
    require_everywhere(actor, VIEW_PROMOTIONS)
    one = standing_ahead(promotion_id)
    return None if one is None else _previewed(actor, branch_id, one)


def _previewed(actor: Actor, branch_id: BranchId, one: PromotionAhead) -> PromotionPreview:
    require(actor, VIEW_SALES, branch_id)
    if not one.is_at(branch_id):
        raise PromotionElsewhere(
            _("This promotion is for other branches. Choose one of them."), field="branch_id"
        )
    place = place_at(branch_id)
    others = standing_beside(one, branch_id)
    named = [goods.product_id for goods in one.terms.goods]
    # Of a category, and of whatever a category adds to the products named, all sales are judged.
    before = sales_before(place, () if one.terms.category_ids else named)
    reached = _Reached()
    for sale in before.sales:
        reached.take(sale, one, others, ZoneInfo(place.point.time_zone))
    is_cost_seen = actor.may(SEE_COSTS, branch_id)
    return PromotionPreview(
        branch_id=branch_id,
        branch=place.point.branch_name,
        first_on=before.first_on,
        last_on=before.last_on,
        is_cut=before.is_cut,
        read_sales=len(before.sales),
        read_lines=sum(len(sale.lines) for sale in before.sales),
        sales=len(reached.sales),
        lines=len(reached.lines),
        given=reached.given,
        before=sum(told.before for _line, told in reached.lines),
        after=sum(told.after for _line, told in reached.lines),
        margin=_margin(reached) if is_cost_seen else None,
        needs_coupon=one.needs_coupon,
        others=[other.terms.name for other in others],
        examples=_examples(one.terms, others, reached, place),
    )


class _Reached:
    """The lines that would have had the promotion, with what they cost before and after."""

    def __init__(self) -> None:
        self.sales: set[UUID] = set()
        self.lines: list[tuple[SoldBefore, PromotedBeside]] = []
        self.given = 0
        self.given_on: Counter[UUID] = Counter()

    def take(
        self,
        sale: SaleBefore,
        one: PromotionAhead,
        others: Iterable[PromotionAhead],
        zone: ZoneInfo,
    ) -> None:
        """Judge a sale by the promotions that have its weekday and hour; the days don't count."""
        there = sale.moment.astimezone(zone)
        day, minute = there.date(), there.hour * 60 + there.minute
        if not one.hours.recurs(day, minute):
            return
        sold = [line for line in sale.lines if line.to_promote.gross >= 0]
        lines = [line.to_promote for line in sold]
        if not any(told.is_given for told in promoted_beside(lines, one.terms, ())):
            return
        beside = [other.terms for other in others if other.hours.recurs(day, minute)]
        found = promoted_beside(lines, one.terms, beside)
        self.given += sum(told.before - told.after for told in found)
        for line, told in zip(sold, found, strict=True):
            if told.is_given:
                self.sales.add(sale.id)
                self.lines.append((line, told))
                self.given_on[line.to_promote.product_id] += told.before - told.after


def _margin(reached: _Reached) -> PreviewedMargin:
    costs: Mapping[UUID, int | None] = costs_of_documents(reached.sales) if reached.sales else {}
    known = [
        (line, told, cost)
        for line, told in reached.lines
        if (cost := costs.get(line.line_id)) is not None
    ]
    return PreviewedMargin(
        sold_before=sum(line.untaxed(told.before) for line, told, _cost in known),
        sold_after=sum(line.untaxed(told.after) for line, told, _cost in known),
        cost=sum(cost for _line, _told, cost in known),
        unknown=len(reached.lines) - len(known),
    )


def _examples(
    terms: PromotionTerms,
    others: Sequence[PromotionAhead],
    reached: _Reached,
    place: SaleContext,
) -> PromotionExamples:
    """Of the products that it names, then of those on which it would have given the most."""
    named = [goods.product_id for goods in terms.goods]
    most = sorted(reached.given_on, key=lambda key: (-reached.given_on[key], key))
    wanted = list(dict.fromkeys([*named, *most]))
    return examples_of(terms, [other.terms for other in others], wanted, place)
