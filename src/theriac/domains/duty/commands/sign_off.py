"""Leaving duty: oneself, or somebody who forgot to, by who plans."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.domains.duty.commands.sign_on import RECORD
from theriac.domains.duty.ids import TurnId
from theriac.domains.duty.models import DutyTurn, DutyTurnEnd
from theriac.domains.duty.permissions import PLAN_DUTY, SERVE_DUTY
from theriac.domains.duty.problems import NotOnDuty, ShiftRefused, TurnUnknown
from theriac.domains.duty.standing import lock_person, turns_at
from theriac.domains.organisation.ids import BranchId

LONGEST_REASON = 120


@command(name="duty.sign_off", done=gettext_lazy("Signed off from duty"), permission=SERVE_DUTY)
def sign_off(*, actor: Actor, branch_id: BranchId) -> TurnId:
    """End one's own turn at the branch, now. Raises NotOnDuty."""
    lock_person(actor.id)
    now = clock.now()
    turn = turns_at(now).filter(branch_id=branch_id, person_id=actor.id).first()
    if turn is None:
        raise NotOnDuty(_("You aren’t on duty at this branch."))
    return _ended(turn, actor, "")


@command(
    name="duty.end_turn", done=gettext_lazy("Signed another person off duty"), permission=PLAN_DUTY
)
def end_turn(*, actor: Actor, branch_id: BranchId, turn_id: TurnId, reason: str) -> TurnId:
    """End the turn of somebody who left without signing off, now, with the reason.

    Raises TurnUnknown, NotOnDuty, ShiftRefused without a reason.
    """
    told = " ".join(reason.split())
    if not told or len(told) > LONGEST_REASON:
        raise ShiftRefused(_("Enter the reason in at most 120 characters."), field="reason")
    known = DutyTurn.objects.filter(branch_id=branch_id, id=turn_id)
    person_id: UUID | None = known.values_list("person_id", flat=True).first()
    if person_id is None:
        raise TurnUnknown(_("No duty with this number is at this branch. Reload the page."))
    lock_person(person_id)
    turn = turns_at(clock.now()).filter(id=turn_id).first()
    if turn is None:
        raise NotOnDuty(_("This duty has ended already."))
    return _ended(turn, actor, told)


def _ended(turn: DutyTurn, actor: Actor, reason: str) -> TurnId:
    end = DutyTurnEnd(
        id=new_id(), turn_id=turn.id, ended_at=clock.now(), ended_by=actor.id, reason=reason
    )
    end.save(force_insert=True)
    current_unit().record(RECORD, turn.id, reason=reason)
    return TurnId(turn.id)
