"""Many prices changed together: previewed, then applied."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from theriac.core.actor import Actor
from theriac.core.database.among import Among
from theriac.core.problems import NotFound
from theriac.core.rights import require
from theriac.domains.catalog.commands.price_changes import NewPrice, change_prices
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.catalog.price_changes import lines, rule
from theriac.domains.catalog.queries.prices.changes import get_price_change, preview_prices
from theriac.domains.catalog.queries.products import PRODUCTS, list_products
from theriac.domains.catalog.queries.search import search_products
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.surfaces.api.answers import respond, told
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, writing
from theriac.surfaces.api.idempotency import added
from theriac.surfaces.api.place import amount_of, branch_of, currency_here, money_of
from theriac.surfaces.api.schemas.catalog.price_changes import (
    PreviewedPrice,
    PriceChange,
    PriceChangeNew,
    PriceLine,
    PricePreview,
    PricePreviewNew,
    PriceRule,
)
from theriac.surfaces.api.schemas.types import Here

router = Router(tags=["catalogue"])
FILTERS = {"category", "manufacturer", "status", "legal_class"}


@router.post(
    "/price-changes/preview",
    **asking(
        "previewPrices",
        "Preview a change of many prices",
        answers=PricePreview,
        may=[SET_PRICES],
        detail="What the rule makes of each pack of the products that the filters leave, at most "
        "5,000. Nothing is changed. A margin also needs `stock.costs`.",
    ),
)
def preview(request: HttpRequest, here: Query[Here], body: PricePreviewNew) -> HttpResponse:
    """Every pack with its old and new price, or why it keeps the old one."""
    actor = actor_of(request)
    branch_id = None if body.everywhere else branch_of(actor, here.branch_id)
    reckoned = _rule(body.rule)
    if reckoned.by is rule.By.MARGIN:
        require(actor, SEE_COSTS, branch_id)
    found = preview_prices(
        actor=actor,
        branch_id=branch_id,
        product_ids=_products(actor, body),
        rule=reckoned,
        valid_from=body.valid_from,
    )
    currency = currency_here()
    sees_costs = actor.may(SEE_COSTS, branch_id or actor.branch_id)
    answer = PricePreview(
        lines=[_line(one, currency, sees_costs=sees_costs) for one in found.lines],
        unpriced=found.unpriced,
        elsewhere=found.elsewhere,
    )
    return respond(request, answer)


@router.post(
    "/price-changes",
    **writing(
        "changePrices",
        "Change many prices together",
        answers=PriceChange,
        may=[SET_PRICES],
        status=201,
        detail="All or none: `catalog.prices_moved` where one isn't what it was in the preview, "
        "422 where one is above the highest price by law. Prices below the last cost or far off "
        "the one before are refused as `asks_first` until the question's code is confirmed.",
    ),
)
def change(request: HttpRequest, here: Query[Here], body: PriceChangeNew) -> HttpResponse:
    """Add a dated price of each pack, at the branch or everywhere."""
    actor = actor_of(request)
    branch_id = None if body.everywhere else branch_of(actor, here.branch_id)
    currency = currency_here()
    prices = [_price(one, at, currency) for at, one in enumerate(body.prices)]
    return added(
        request,
        lambda: change_prices(
            actor=actor,
            branch_id=branch_id,
            prices=prices,
            reason=body.reason,
            valid_from=body.valid_from,
            confirmed=body.confirmed,
            rule=_rule(body.rule) if body.rule else None,
        ),
        lambda change_id: _change(actor, change_id),
    )


def _rule(asked: PriceRule) -> rule.PriceRule:
    return rule.PriceRule(
        by=rule.By(asked.by),
        change=asked.change,
        step=asked.step,
        rounding=rule.Rounding(asked.rounding),
        cuts=asked.above_ceiling == "cut",
    )


def _products(actor: Actor, body: PricePreviewNew) -> list[UUID]:
    """The products that all that was named leaves, by id."""
    rows = PRODUCTS.narrowed(list_products(actor=actor), body.model_dump(include=FILTERS))
    if body.product_ids is not None:
        rows = rows.filter(Among("id", body.product_ids))
    if body.q.strip():
        found = search_products(actor=actor, text=body.q, limit=None, only_active=False)
        rows = rows.filter(Among("id", found.product_ids))
    return list(rows.values_list("id", flat=True))


def _line(line: lines.PriceLine, currency: str, *, sees_costs: bool) -> PriceLine:
    now = line.now
    return told(
        PriceLine,
        now,
        before=money_of(now.before, currency),
        price=money_of(line.price, currency),
        change_bp=line.change_bp,
        cost=money_of(now.cost, currency) if sees_costs else None,
        margin_bp=line.margin_bp if sees_costs else None,
        left_out=line.left_out.value if line.left_out else None,
        notes=sorted(note.value for note in line.notes),
    )


def _price(one: PreviewedPrice, at: int, currency: str) -> NewPrice:
    before = amount_of(one.before, currency, f"prices.{at}.before") or 0
    price = amount_of(one.price, currency, f"prices.{at}.price") or 0
    return NewPrice(one.pack_id, before, price)


def _change(actor: Actor, change_id: UUID) -> PriceChange:
    found = get_price_change(actor=actor, change_id=change_id)
    if found is None:
        raise NotFound(_("This price change doesn’t exist."), change_id=change_id)
    return told(PriceChange, found)
