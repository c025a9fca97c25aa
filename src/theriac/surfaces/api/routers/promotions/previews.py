"""What a promotion would have done, before it gives anything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from theriac.core.facts.types import Id
from theriac.core.problems import NotFound
from theriac.domains.promotions.permissions import SET_PROMOTIONS, VIEW_PROMOTIONS
from theriac.domains.promotions.rules.facts import PromotionNew
from theriac.domains.sales.promotions.examples import PriceCompared
from theriac.domains.sales.promotions.preview import (
    PreviewedMargin,
    PromotionPreview,
    preview_new,
    preview_standing,
)
from theriac.surfaces.api.answers import respond
from theriac.surfaces.api.authentication import actor_of
from theriac.surfaces.api.document import asking, operation
from theriac.surfaces.api.place import branch_of, currency_here
from theriac.surfaces.api.schemas.sales import promotions as schemas
from theriac.surfaces.api.schemas.types import Here, Money

router = Router(tags=["promotions"])
_PREVIEWED = (
    "What it would have done at the branch in the last thirty days, at most 5,000 lines, and what "
    "some products would cost. What other promotions give anyway isn't counted. It also needs "
    "`sales.view` there; the margin needs `stock.costs`."
)


@router.post(
    "/promotions/preview",
    **asking(
        "previewNewPromotion",
        "Preview a promotion that isn't added yet",
        answers=schemas.PromotionPreview,
        may=[SET_PROMOTIONS],
        detail=f"Nothing is kept. {_PREVIEWED}",
    ),
)
def preview_draft(
    request: HttpRequest, here: Query[Here], body: Body[PromotionNew]
) -> HttpResponse:
    """What it would have done at the branch, by the rules of the sale."""
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    found = preview_new(actor=actor, branch_id=branch_id, promotion=body)
    return respond(request, _previewed(found))


@router.get(
    "/promotions/{promotion_id}/preview",
    **operation(
        "previewPromotion",
        "Preview a promotion that isn't ended",
        answers=schemas.PromotionPreview,
        may=[VIEW_PROMOTIONS],
        detail=_PREVIEWED,
    ),
)
def preview(request: HttpRequest, promotion_id: Id, here: Query[Here]) -> HttpResponse:
    actor = actor_of(request)
    branch_id = branch_of(actor, here.branch_id)
    found = preview_standing(actor=actor, branch_id=branch_id, promotion_id=promotion_id)
    if found is None:
        raise NotFound(_("This promotion doesn’t exist. Choose one from the list."))
    return respond(request, _previewed(found))


def _previewed(found: PromotionPreview) -> schemas.PromotionPreview:
    examples = found.examples
    same = {name: getattr(found, name) for name in _SAME}
    return schemas.PromotionPreview(
        **same,
        given=_money(found.given),
        before=_money(found.before),
        after=_money(found.after),
        margin=_margin(found.margin) if found.margin else None,
        others=list(found.others),
        examples=[
            schemas.PromotionExample(
                product_id=one.product_id,
                product=one.product,
                pack=one.pack,
                one=_compared(one.one),
                enough=_compared(one.enough) if one.enough else None,
            )
            for one in examples.products
        ],
        whole_set=_compared(examples.whole_set) if examples.whole_set else None,
    )


def _margin(margin: PreviewedMargin) -> schemas.PreviewedMargin:
    before, after = margin.rates
    return schemas.PreviewedMargin(
        before=_money(margin.before),
        after=_money(margin.after),
        rate_before=before,
        rate_after=after,
        lines_without_cost=margin.unknown,
    )


def _compared(one: PriceCompared) -> schemas.PriceCompared:
    return schemas.PriceCompared(
        packs=one.packs, before=_money(one.before), after=_money(one.after)
    )


def _money(amount: int) -> Money:
    return Money(amount=amount, currency=currency_here())


_SAME = (
    "branch_id",
    "first_on",
    "last_on",
    "is_cut",
    "read_sales",
    "read_lines",
    "sales",
    "lines",
    "needs_coupon",
)
