"""Valid requests about budgets."""

from __future__ import annotations

from tests.support.budgets import a_budget
from tests.support.shop import Shop
from tests.surfaces.api.pieces import Asked


def budgets_asked(shop: Shop) -> dict[str, Asked]:
    changed, ended = (
        f"/budgets/{a_budget(shop, 10**12, name=name)}" for name in ("Changed", "Ended")
    )
    return {
        "listBudgets": Asked("GET", "/budgets?ended=false", writes=False),
        "setBudget": Asked("POST", "/budgets", {"name": "All", "amount": 10**12}),
        "getBudget": Asked("GET", changed, writes=False),
        "changeBudget": Asked(
            "PATCH", changed, {"amount": 2 * 10**12, "reason": "more"}, edits=changed
        ),
        "endBudget": Asked("POST", f"{ended}/end", {"reason": "over"}, edits=ended),
    }
