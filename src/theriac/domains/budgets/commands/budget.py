"""A budget is set, changed and ended; each change names its reason."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import Text, require_reason
from theriac.domains.budgets.models import Budget, BudgetChange
from theriac.domains.budgets.permissions import SET_BUDGETS
from theriac.domains.budgets.problems import BudgetEnded, BudgetRefused
from theriac.domains.budgets.queries.used import today_of_pharmacy
from theriac.domains.budgets.rules.facts import MOST_BUDGETS, MOST_DAYS, MOST_MONEY, BudgetNew
from theriac.domains.capital.commitments import lock_capital
from theriac.domains.catalog.queries.groups import is_category
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.suppliers.queries import known

RECORD = "budgets.budget"


@command(
    name="budgets.set_budget",
    done=gettext_lazy("Added a budget"),
    permission=SET_BUDGETS,
)
def set_budget(*, actor: Actor, budget: BudgetNew) -> UUID:
    """Let orders that exceed it wait for approval from now on; its id. Raises BudgetRefused."""
    faults = _faults(budget)
    lock_capital()
    if not faults and Budget.objects.filter(ended_at=None).count() >= MOST_BUDGETS:
        faults["name"] = _("There are too many budgets. End one first.")
    if faults:
        raise BudgetRefused(errors=faults)
    made = Budget(
        id=current_unit().effect_id,
        name=budget.name.strip(),
        amount=budget.amount,
        period=budget.period,
        first_on=budget.first_on,
        last_on=budget.last_on,
        branch_id=budget.branch_id,
        supplier_id=budget.supplier_id,
        category_id=budget.category_id,
        created_at=clock.now(),
        created_by=actor.id,
    )
    insert_rows(Budget, [made])
    _note(made, "")
    facts = {"name": made.name, "amount": made.amount}
    current_unit().record(RECORD, made.id, reason="added", facts=facts)
    return made.id


@command(
    name="budgets.change_budget",
    done=gettext_lazy("Changed a budget"),
    permission=SET_BUDGETS,
)
def change_budget(
    *,
    actor: Actor,
    budget_id: UUID,
    version: int,
    reason: str,
    amount: int | None = None,
    name: str | None = None,
) -> int:
    """Give it another amount or name; what was ordered stays. Returns the version then.

    Raises BudgetRefused, BudgetEnded, NotFound, Stale, Unprocessable without a reason.
    """
    why = require_reason(reason)[:120]
    wanted = None if name is None else name.strip()
    if wanted == "":
        raise BudgetRefused(_("Enter a name."), field="name")
    if amount is not None and not 1 <= amount <= MOST_MONEY:
        raise BudgetRefused(_("Enter an amount of more than 0."), field="amount")
    budget = _standing(budget_id, version)
    before = {"name": budget.name, "amount": budget.amount}
    budget.name = (budget.name if wanted is None else wanted)[:80]
    budget.amount = budget.amount if amount is None else amount
    after = {"name": budget.name, "amount": budget.amount}
    if after == before:
        return budget.version
    if budget.amount != before["amount"]:
        _note(budget, why)
    version = keep(budget, "name", "amount")
    sides = {"before": before, "after": after}
    current_unit().record(RECORD, budget.id, reason=why, facts=sides)
    return version


@command(
    name="budgets.end_budget",
    done=gettext_lazy("Ended a budget"),
    permission=SET_BUDGETS,
)
def end_budget(*, actor: Actor, budget_id: UUID, version: int, reason: str) -> int:
    """Let no order be asked for it any more; the version then.

    Raises BudgetEnded, NotFound, Stale, Unprocessable without a reason.
    """
    why = require_reason(reason)[:120]
    budget = _standing(budget_id, version)
    budget.ended_at = clock.now()
    version = keep(budget, "ended_at")
    sides = {"before": {"ended": False}, "after": {"ended": True}}
    current_unit().record(RECORD, budget.id, reason=why, facts=sides)
    return version


def _standing(budget_id: UUID, version: int) -> Budget:
    """The budget, locked with what orders lock. Raises NotFound, Stale, BudgetEnded."""
    lock_capital()
    budget = locked(
        Budget.objects.filter(id=budget_id),
        missing=_("This budget doesn’t exist. Choose one from the list."),
    )
    at_version(budget, version, _("Another user changed this budget. Reload the page."))
    if budget.ended_at is not None:
        raise BudgetEnded(_("This budget has ended. Add a new one."))
    return budget


def _note(budget: Budget, reason: str) -> None:
    insert_rows(
        BudgetChange,
        [
            BudgetChange(
                id=new_id(),
                budget=budget,
                amount=budget.amount,
                reason=reason,
                changed_on=today_of_pharmacy(),
                recorded_at=clock.now(),
                person_id=current_unit().actor.id,
            )
        ],
    )


def _faults(budget: BudgetNew) -> dict[str, Text]:
    faults: dict[str, Text] = {}
    if not 1 <= budget.amount <= MOST_MONEY:
        faults["amount"] = _("Enter an amount of more than 0.")
    if fault := _fault_of_days(budget):
        faults["last_on"] = fault
    if budget.branch_id is not None and get_branch(budget.branch_id) is None:
        faults["branch_id"] = _("This branch doesn’t exist. Choose one from the list.")
    if budget.supplier_id is not None and not known([budget.supplier_id]):
        faults["supplier_id"] = _("This supplier doesn’t exist. Choose one from the list.")
    if budget.category_id is not None and not is_category(budget.category_id):
        faults["category_id"] = _("This category doesn’t exist. Choose one from the list.")
    return faults


def _fault_of_days(budget: BudgetNew) -> Text:
    first, last = budget.first_on, budget.last_on
    if budget.period != "days":
        return (
            ""
            if first is None and last is None
            else _("Only a budget with fixed dates has these days.")
        )
    if first is None or last is None:
        return _("Enter the first and the last day.")
    if last < first:
        return _("The last day is before the first. Enter a later date.")
    if (last - first).days >= MOST_DAYS:
        return _("A budget covers five years at most. Enter an earlier date.")
    return ""
