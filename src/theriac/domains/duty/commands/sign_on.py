"""Coming on duty as responsible pharmacist."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.command import command, current_unit
from theriac.countries.duty.rules import HeldDutyLicence
from theriac.countries.registry import profile_for
from theriac.domains.duty.ids import TurnId
from theriac.domains.duty.licences import responsible
from theriac.domains.duty.models import DutyShift, DutyTurn
from theriac.domains.duty.permissions import SERVE_DUTY
from theriac.domains.duty.problems import AlreadyOnDuty, DutyLicenceMissing, DutyNotOwn
from theriac.domains.duty.rules import EARLY, ends_by_rule
from theriac.domains.duty.standing import lock_person, unended_at
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import get_branch

RECORD = "duty.turn"


@command(name="duty.sign_on", done=gettext_lazy("Signed on to duty"), permission=SERVE_DUTY)
def sign_on(*, actor: Actor, branch_id: BranchId) -> TurnId:
    """Be on duty here from now on, until one signs off, at the latest until the rule's end.

    Raises DutyNotOwn for who is no person, DutyLicenceMissing, and AlreadyOnDuty with the branch.
    """
    if actor.kind is not ActorKind.PERSON:
        raise DutyNotOwn(_("A pharmacist signs on in person, at a counter or in the back office."))
    lock_person(actor.id)
    now = clock.now()
    _refuse_second(actor.id, branch_id, now)
    licence = _licence(actor.id, branch_id)
    shifts = DutyShift.objects.filter(
        branch_id=branch_id,
        person_id=actor.id,
        removed_at=None,
        begins_at__lte=now + EARLY,
        ends_at__gt=now,
    )
    spans = {(one.begins_at, one.ends_at): one.id for one in shifts}
    until = ends_by_rule(now, spans)
    turn = DutyTurn(
        id=current_unit().effect_id,
        branch_id=branch_id,
        person_id=actor.id,
        started_at=now,
        until=until,
        recorded_at=now,
        terminal_id=actor.terminal_id,
        shift_id=next((key for (_begin, end), key in spans.items() if end == until), None),
        licence_id=licence.id if licence else None,
        licence_kind=licence.kind if licence else "",
        licence_until=licence.valid_until if licence else None,
    )
    turn.save(force_insert=True)
    facts = {"until": until, "licence": turn.licence_kind}
    current_unit().record(RECORD, turn.id, facts=facts)
    return TurnId(turn.id)


def _refuse_second(person_id: UUID, branch_id: UUID, now: datetime) -> None:
    """Raise AlreadyOnDuty where the person's turn lasts, here or elsewhere.

    One that began a moment ahead counts too: another machine's clock may be ahead of this one's.
    """
    there = unended_at(now).filter(person_id=person_id).select_related("branch").first()
    if there is None:
        return
    if there.branch_id == branch_id:
        raise AlreadyOnDuty(_("You are on duty here already."), branch_id=there.branch_id)
    raise AlreadyOnDuty(
        _("You are still on duty at %(branch)s. Sign off there first.")
        % {"branch": there.branch.name},
        branch_id=there.branch_id,
    )


def _licence(person_id: UUID, branch_id: UUID) -> HeldDutyLicence | None:
    """The licence by which they are responsible; None where the country asks for none."""
    branch = get_branch(branch_id)
    profile = profile_for(branch.pharmacy.country) if branch else None
    if branch is None or profile is None or not profile.duty.licences:
        return None
    today: date = clock.today(branch.time_zone)
    licence = responsible(profile.duty, [person_id], branch_id, today).get(person_id)
    if licence is None:
        kinds = [one for one in profile.staff_licences if one.code in profile.duty.licences]
        raise DutyLicenceMissing(
            _(
                "There is no valid %(licence)s for you at this branch. Ask a manager to enter the "
                "licence on your staff page, then sign on again."
            )
            % {"licence": ", ".join(str(one.label) for one in kinds)}
        )
    return licence
