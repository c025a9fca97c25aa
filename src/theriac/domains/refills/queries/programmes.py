"""Chronic programmes, who is in them, and whose refills are due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.query import branches_seen, query
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.patients.queries.groups import groups_of, ids_of
from theriac.domains.patients.queries.search import kept_records
from theriac.domains.refills.models import ChronicProgramme, ProgrammeMember, RefillPlan
from theriac.domains.refills.permissions import KEEP_PROGRAMMES
from theriac.domains.refills.standing import PLAN, rules_of

AT_ONCE = 400
# ``due`` goes by the branch's days: whoever lists chooses the rows by it.
MEMBERS: Listing[ProgrammeMember] = Listing(
    name="refills.members",
    sorts={"joined_on": SortFields(("joined_on",))},
    default_sort="joined_on",
    filters={"due": lambda rows, _value: rows},
)


@query(permission=KEEP_PROGRAMMES)
def list_programmes(*, actor: Actor, branch_id: UUID) -> QuerySet[ChronicProgramme]:
    """Every programme with how many are in it at the branch (``in_it``), in no order."""
    here = Q(members__branch_id=branch_id, members__left_at=None)
    return ChronicProgramme.objects.annotate(in_it=Count("members", filter=here)).order_by()


@query(permission=KEEP_PROGRAMMES)
def find_programme(*, actor: Actor, branch_id: UUID, programme_id: UUID) -> ChronicProgramme | None:
    """One programme, for who works at the branch."""
    return ChronicProgramme.objects.filter(id=programme_id).first()


@query(permission=KEEP_PROGRAMMES)
def list_members(*, actor: Actor, branch_id: UUID, programme_id: UUID) -> QuerySet[ProgrammeMember]:
    """Who is or was in it at the branch, in no order."""
    return ProgrammeMember.objects.filter(branch_id=branch_id, programme_id=programme_id).order_by()


@query(permission=KEEP_PROGRAMMES)
def find_member(*, actor: Actor, branch_id: UUID, member_id: UUID) -> ProgrammeMember | None:
    """One membership of the branch."""
    rows = ProgrammeMember.objects.filter(branch_id=branch_id, id=member_id)
    return rows.select_related("programme").first()


@query(permission=KEEP_PROGRAMMES)
def programmes_of_patient(*, actor: Actor, patient_id: UUID) -> Sequence[ProgrammeMember]:
    """Programmes that a patient is in at branches that the actor sees, merged records' too."""
    seen = branches_seen(actor, KEEP_PROGRAMMES)
    rows = ProgrammeMember.objects.filter(patient_id__in=ids_of(patient_id), left_at=None, **seen)
    return list(rows.select_related("programme").order_by("joined_on", "id"))


@query(permission=KEEP_PROGRAMMES)
def due_in_programme(
    *, actor: Actor, branch_id: UUID, programme_id: UUID
) -> Mapping[UUID, Sequence[RefillPlan]]:
    """Who is in it at the branch and has refills due there, by the membership, the earliest first.

    Plans of records that were merged into a member's, or that the member's was merged into, count.
    """
    today = branch_date(branch_id)
    due: defaultdict[UUID, list[RefillPlan]] = defaultdict(list)
    for plan in _due(branch_id, today).order_by("next_due_on", "id"):
        due[plan.patient_id].append(plan)
    rows = ProgrammeMember.objects.filter(
        branch_id=branch_id, programme_id=programme_id, left_at=None
    )
    members = dict(rows.order_by("id").values_list("id", "patient_id"))
    heads = _heads([*members.values(), *due])
    by_head: defaultdict[UUID, list[RefillPlan]] = defaultdict(list)
    for patient_id, plans in due.items():
        by_head[heads.get(patient_id, patient_id)] += plans
    return {
        key: by_head[heads.get(patient_id, patient_id)]
        for key, patient_id in members.items()
        if by_head.get(heads.get(patient_id, patient_id))
    }


def _due(branch_id: UUID, today: date) -> QuerySet[RefillPlan]:
    until = today + timedelta(days=rules_of(branch_id).remind_days)
    return RefillPlan.objects.filter(branch_id=branch_id, state=PLAN.ACTIVE, next_due_on__lte=until)


def _heads(patient_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """By each record the one that stands for it now."""
    wanted = sorted(set(patient_ids))
    heads: dict[UUID, UUID] = {}
    for start in range(0, len(wanted), AT_ONCE):
        kept = kept_records(wanted[start : start + AT_ONCE])
        for head, ids in groups_of(one.id for one in kept).items():
            heads |= dict.fromkeys(ids, head)
    return heads
