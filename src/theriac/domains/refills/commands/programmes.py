"""Chronic programmes: opened by kind or with a name of their own, joined, left."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version
from theriac.core.database.insert import insert_if_absent
from theriac.core.rights import require
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import get_patient, ids_of
from theriac.domains.refills.ids import MembershipId, ProgrammeId
from theriac.domains.refills.models import ChronicProgramme, ProgrammeMember
from theriac.domains.refills.permissions import KEEP_PROGRAMMES
from theriac.domains.refills.problems import PlanThere, ProgrammeUnknown, RefillRefused
from theriac.domains.refills.programmes import end_membership, note_member
from theriac.domains.refills.rules.codes import BY_THE_SYSTEM, LEFT_WHY, OWN, PROGRAMMES

LONGEST_NAME = 60


@command(
    name="refills.open_programme",
    done=gettext_lazy("Added a chronic programme"),
    permission=KEEP_PROGRAMMES,
)
def open_programme(*, actor: Actor, branch_id: BranchId, kind: str, name: str = "") -> ProgrammeId:
    """A programme of a known kind, or one of the pharmacy's own; the one that is there already.

    It stands for every branch; members belong to the branch that took them in. Raises
    RefillRefused.
    """
    if kind not in PROGRAMMES:
        raise RefillRefused(_("Choose a programme."), field="kind")
    called = " ".join(name.split()) if kind == OWN else ""
    if kind == OWN and not 1 <= len(called) <= LONGEST_NAME:
        words = _("Enter a name with at most %(most)s characters.") % {"most": LONGEST_NAME}
        raise RefillRefused(words, field="name")
    row = ChronicProgramme(
        id=current_unit().effect_id,
        kind=kind,
        name=called,
        opened_at=clock.now(),
        opened_by=actor.id,
        open_key=f"{kind}:{called.casefold()[:LONGEST_NAME]}",
    )
    if not insert_if_absent(ChronicProgramme, row):
        row = ChronicProgramme.objects.get(open_key=row.open_key)
        return ProgrammeId(row.id)
    facts = {"before": {}, "after": {"kind": kind, "name": called}}
    current_unit().record("refills.programme", row.id, facts=facts, branch_id=branch_id)
    return ProgrammeId(row.id)


@command(
    name="refills.join_programme",
    done=gettext_lazy("Added a patient to a chronic programme"),
    permission=KEEP_PROGRAMMES,
)
def join_programme(
    *,
    actor: Actor,
    branch_id: BranchId,
    programme_id: ProgrammeId,
    patient_id: UUID,
    joined_on: date | None = None,
) -> MembershipId:
    """The patient is in it from a day on, today unless told otherwise.

    Raises ProgrammeUnknown, PlanThere for who is in it already, RefillRefused, PatientUnknown,
    PatientGone, PatientRestricted, NotPermitted for a patient whom the actor may not see.
    """
    require(actor, VIEW_PATIENTS, branch_id)
    if not ChronicProgramme.objects.filter(id=programme_id).exists():
        raise ProgrammeUnknown(_("This programme doesn’t exist."))
    get_patient(patient_id)
    today = branch_date(branch_id)
    if joined_on is not None and joined_on > today:
        raise RefillRefused(_("Enter a day that isn’t in the future."), field="joined_on")
    rows = ProgrammeMember.objects.filter(programme_id=programme_id, left_at=None)
    if rows.filter(patient_id__in=ids_of(patient_id)).exists():
        raise _in_it()
    row = ProgrammeMember(
        id=current_unit().effect_id,
        programme_id=programme_id,
        branch_id=branch_id,
        patient_id=patient_id,
        joined_on=joined_on or today,
        joined_by=actor.id,
        left_at=None,
        left_by=None,
        left_why="",
        open_key=f"{programme_id}:{patient_id}",
        version=1,
    )
    if not insert_if_absent(ProgrammeMember, row):
        raise _in_it()
    note_member(row, {}, {"joined_on": row.joined_on})
    return MembershipId(row.id)


@command(
    name="refills.leave_programme",
    done=gettext_lazy("Removed a patient from a chronic programme"),
    permission=KEEP_PROGRAMMES,
)
def leave_programme(
    *, actor: Actor, branch_id: BranchId, member_id: MembershipId, version: int, why: str
) -> int:
    """The patient is in it no more, for the coded reason; the version then.

    Raises ProgrammeUnknown, Stale, RefillRefused.
    """
    rows = ProgrammeMember.objects.select_for_update().filter(id=member_id, branch_id=branch_id)
    member = rows.filter(left_at=None).first()
    if member is None:
        raise ProgrammeUnknown(_("This patient isn’t in the programme at this branch."))
    at_version(member, version, _("Another user changed this entry. Reload the page."))
    if why not in set(LEFT_WHY) - BY_THE_SYSTEM:
        raise RefillRefused(_("Choose a reason."), field="why")
    return end_membership(member, why)


def _in_it() -> PlanThere:
    return PlanThere(_("The patient is in this programme already."))
