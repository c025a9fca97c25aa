"""What people and programs say of a budget, as the commands take it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from theriac.core.facts.records import record
from theriac.core.facts.types import Amount, Day, Id, Text80

MOST_MONEY = 10**15
MOST_BUDGETS = 200
"""Standing ones: each is asked at each order."""
MOST_DAYS = 1_830
"""Of a budget from a day to a day: five years."""
BudgetName = Annotated[Text80, StringConstraints(min_length=1, pattern=r"\S")]


@record
class BudgetNew:
    """A budget of `amount` minor units a period, tax and freight included.

    `first_on` and `last_on` are of a budget of `days` alone. Without a branch, supplier or category
    it is of all of them.
    """

    name: BudgetName
    amount: Annotated[Amount, Field(ge=1, le=MOST_MONEY)]
    period: Literal["month", "quarter", "year", "days"] = "month"
    first_on: Day | None = None
    last_on: Day | None = None
    branch_id: Id | None = None
    supplier_id: Id | None = None
    category_id: Id | None = None
