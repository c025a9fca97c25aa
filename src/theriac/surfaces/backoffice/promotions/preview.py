"""What a promotion would have done, in words: before it is added, and until it begins."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.sales.promotions.examples import PriceCompared
from theriac.domains.sales.promotions.preview import PromotionPreview
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.shell.screens import Screen

PREVIEW = "preview"
"""The button of the form that asks for it."""


def previewed_branch(screen: Screen, branch_ids: Collection[UUID]) -> BranchId:
    """Where it is tried: where the person works, else the first of its own whose sales they see."""
    if not branch_ids or screen.branch_id in branch_ids:
        return screen.branch
    seen = (one for one in branch_ids if screen.actor.may(VIEW_SALES, one))
    return BranchId(next(seen, screen.branch))


def preview_words(told: PromotionPreview) -> dict[str, Any]:
    """What the part of the page needs."""
    margin = told.margin
    return {
        "told": told,
        "given": money(told.given),
        "before": money(told.before),
        "after": money(told.after),
        "margin": None
        if margin is None
        else {
            "before": money(margin.before),
            "after": money(margin.after),
            "rate": margin.rates[1],
            "rate_before": margin.rates[0],
            "unknown": margin.unknown,
        },
        "whole_set": _compared(told.examples.whole_set),
        "needs_packs": told.examples.whole_set is None
        and any(one.enough is None or one.enough.packs > 1 for one in told.examples.products),
        "examples": [
            {
                "told": one,
                "one": _compared(one.one),
                "enough": _compared(one.enough),
            }
            for one in told.examples.products
        ],
    }


def _compared(prices: PriceCompared | None) -> dict[str, Any] | None:
    if prices is None:
        return None
    return {
        "packs": prices.packs,
        "before": money(prices.before),
        "after": money(prices.after),
    }
