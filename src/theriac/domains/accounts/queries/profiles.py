"""What is kept of the staff besides accounts, and which licences ask for attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from theriac.core.actor import Actor
from theriac.core.privacy.rows import read_together
from theriac.core.query import query
from theriac.domains.accounts.models import StaffLicence, StaffProfile
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.people import people_seen
from theriac.domains.accounts.rules import DAYS, Due, due

FURTHEST = timedelta(days=max(DAYS.values()))


@dataclass(frozen=True, slots=True)
class DueLicence:
    """A licence that ends soon or has: whose, what, when, and the one warning that holds."""

    user_id: UUID
    person: str
    kind: str
    valid_until: date
    due: Due


def get_profile(user_id: UUID) -> StaffProfile | None:
    """A person's contact and branch; None where nothing was kept yet."""
    found: StaffProfile | None = (
        StaffProfile.objects.select_related("branch").filter(id=user_id).first()
    )
    return found


def live_licences(user_id: UUID) -> Sequence[StaffLicence]:
    """A person's licences that count, what ends first on top, those without an end last."""
    rows = StaffLicence.objects.filter(user_id=user_id, ended_at=None).select_related("branch")
    return sorted(rows, key=lambda row: (row.valid_until or date.max, row.kind))


def licences_on(user_ids: Sequence[UUID], on: date) -> Sequence[StaffLicence]:
    """The licences of these people that hold on a day, without their numbers."""
    rows = StaffLicence.objects.filter(user_id__in=user_ids, ended_at=None)
    rows = rows.filter(Q(valid_from=None) | Q(valid_from__lte=on))
    rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=on))
    return list(rows.defer("content").order_by("id"))


@query(permission=MANAGE_STAFF)
def licences_due(*, actor: Actor, today: date) -> list[DueLicence]:
    """The licences of the staff that the actor manages that end within 90 days or have ended."""
    seen = people_seen(actor=actor, permission=MANAGE_STAFF).order_by().values("id")
    return _due(_ending(today).filter(user_id__in=seen, user__is_active=True), today)


def own_licences_due(actor: Actor, today: date) -> list[DueLicence]:
    """Those of the actor."""
    return _due(_ending(today).filter(user_id=actor.id), today)


def _ending(today: date) -> QuerySet[StaffLicence]:
    rows: QuerySet[StaffLicence] = StaffLicence.objects.filter(
        ended_at=None, valid_until__lte=today + FURTHEST
    )
    return rows


def _due(rows: QuerySet[StaffLicence], today: date) -> list[DueLicence]:
    found = []
    due_rows = list(rows.select_related("user").defer("content").order_by("valid_until", "id"))
    read_together([row.user for row in due_rows])
    for row in due_rows:
        warning = due(row.valid_until, today)
        if warning is not None and row.valid_until is not None:
            name = row.user.display_name
            found.append(DueLicence(row.user_id, name, row.kind, row.valid_until, warning))
    return found
