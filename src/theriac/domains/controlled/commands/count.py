"""A blind count of a controlled medicine; what differs opens a case with the country's deadline."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import lock_rows
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.countries.controlled.rules import controlled_rule
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.product_facts import classes_of
from theriac.domains.controlled.entries import registers_by_class
from theriac.domains.controlled.models import BlindCount, CountCase, Register, RegisterLine
from theriac.domains.controlled.permissions import COUNT_CONTROLLED
from theriac.domains.controlled.problems import NotRegistered
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date, get_pharmacy

USUAL_DAYS = 3
"""To explain a difference in, where the country names no days."""
MOST_UNITS = 999_999_999


@command(
    name="controlled.count",
    done=gettext_lazy("Counted a controlled medicine"),
    permission=COUNT_CONTROLLED,
)
def count_controlled(*, actor: Actor, branch_id: BranchId, product_id: UUID, counted: int) -> UUID:
    """Keep what was counted at the branch in base units; the register stays as it is.

    Gives the count's id. Another count while a case is open moves its difference, and settles
    nothing. Raises NotRegistered, Unprocessable.
    """
    if not 0 <= counted <= MOST_UNITS:
        raise Unprocessable(_("Enter a count of 0 or more."), field="counted")
    line = _last_line(branch_id, product_id)
    today = branch_date(branch_id)
    case = _case(line, counted - line.balance, today)
    count = BlindCount.objects.create(
        id=current_unit().effect_id,
        branch_id=branch_id,
        product_id=product_id,
        code=line.code,
        counted=counted,
        expected=line.balance,
        case_id=case.id if case else None,
        counted_by=actor.id,
        business_on=today,
        recorded_at=clock.now(),
    )
    facts = {"product_id": product_id, "counted": counted, "expected": line.balance}
    current_unit().record("controlled.count", count.id, facts=facts)
    return count.id


def _last_line(branch_id: UUID, product_id: UUID) -> RegisterLine:
    """The product's last line in the register of its class, locked. Raises NotRegistered."""
    code = registers_by_class([product_id]).get(product_id, "")
    register = Register.objects.filter(branch_id=branch_id, code=code).first()
    if register is not None:
        lock_rows(Register, "last_number", [register.id])
        lines = RegisterLine.objects.filter(register_id=register.id, product_id=product_id)
        last = lines.order_by("-number").first()
        if last is not None:
            return last
    raise NotRegistered(
        _("This product isn’t in a register of this branch."), product_id=product_id
    )


def _case(line: RegisterLine, difference: int, today: date) -> CountCase | None:
    """The open case with this difference, opened where there is none; None without any."""
    key = f"{line.branch_id} {line.product_id}"
    case: CountCase | None = CountCase.objects.select_for_update().filter(open_key=key).first()
    if case is not None:
        if case.difference != difference:
            before, case.difference = case.difference, difference
            keep(case, "difference")
            told = {"before": {"difference": before}, "after": {"difference": difference}}
            current_unit().record("controlled.case", case.id, facts=told)
        return case
    if not difference:
        return None
    due_on = today + timedelta(days=_days(line.product_id, today))
    case = CountCase.objects.create(
        id=new_id(),
        branch_id=line.branch_id,
        product_id=line.product_id,
        code=line.code,
        difference=difference,
        opened_at=clock.now(),
        due_on=due_on,
        open_key=key,
    )
    facts = {"product_id": line.product_id, "difference": difference, "due_on": due_on}
    current_unit().record("controlled.case", case.id, facts=facts)
    return case


def _days(product_id: UUID, today: date) -> int:
    pharmacy = get_pharmacy()
    profile = profile_for(pharmacy.country if pharmacy else "generic")
    legal_class = classes_of([product_id]).get(product_id, "")
    rule = controlled_rule(profile.controlled, legal_class, today)
    return rule.days_to_settle if rule else USUAL_DAYS
