"""Our own file on promotions."""

from __future__ import annotations

from datetime import date
from typing import Any

from theriac.domains.promotions.rules.best import (
    LinePromise,
    LineToPromote,
    best_beside_promises,
)
from theriac.domains.promotions.rules.savings import (
    PromotedGoods,
    PromotionHours,
    PromotionTerms,
)
from theriac.surfaces.operations.conform.case import Case, CaseAnswer


def given(case: Case) -> CaseAnswer:
    """What each line gets; or whether a promotion runs in a minute."""
    if "hours" in case:
        days = {name: date.fromisoformat(case["hours"][name]) for name in ("first_on", "last_on")}
        hours = PromotionHours(**case["hours"] | days)
        runs = hours.has(date.fromisoformat(case["day"]), case["minute"])
        return CaseAnswer(case["expect"], {"runs": runs})
    lines = [
        LineToPromote(product, category, law, quantity, gross)
        for product, quantity, gross, law, category in case["lines"]
    ]
    promises = {place: LinePromise(*one) for place, one in enumerate(case.get("promises", []))}
    terms = [_terms(one) for one in case["promotions"]]
    found, kept = best_beside_promises(lines, terms, promises)
    told = {"given": [[one.terms.id, one.amount] if one else None for one in found]}
    return CaseAnswer(case["expect"], told | ({"kept": sorted(kept)} if promises else {}))


def _terms(told: Case) -> PromotionTerms:
    facts: dict[str, Any] = {"name": "", **told}
    facts["goods"] = [PromotedGoods(**one) for one in told.get("goods", [])]
    return PromotionTerms(**facts)
