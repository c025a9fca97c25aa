"""Giving out what is kept about somebody of the staff."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.command import command, current_unit
from theriac.core.rights import Concerns
from theriac.domains.accounts.commands.people import locked_person
from theriac.domains.accounts.models import SecurityEvent, StaffLicence
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.profiles import get_profile
from theriac.domains.accounts.queries.sessions import live_programs, live_sign_ins

FORMAT = "theriac.staff.export.1"


@command(
    name="accounts.export_person",
    done=_("Provided a staff member's data"),
    permission=MANAGE_STAFF,
    concerns=Concerns.PERSON,
)
def export_person(*, actor: Actor, user_id: UUID) -> dict[str, Any]:
    """Everything that is kept about a person, as JSON holds it; instants in UTC.

    What they did in the books stands there under their id. Raises NotFound, NotPermitted.
    """
    person = locked_person(user_id)
    profile = get_profile(user_id)
    events = (
        SecurityEvent.objects.filter(user_id=user_id)
        .select_related("origin")
        .order_by("recorded_at", "id")
    )
    trail = AuditRecord.objects.filter(object_id=user_id).order_by("recorded_at", "id")
    content = {
        "format": FORMAT,
        "made_at": clock.now(),
        "account": {
            "id": person.id,
            "name": person.display_name,
            "sign_in_name": person.username,
            "email": person.email,
            "phone": profile.phone if profile else "",
            "new_email": profile.new_email if profile else "",
            "language": person.language,
            "is_active": person.is_active,
            "created_at": person.created_at,
        },
        "roles": [
            {"role": one.role.code, "branch": one.branch_id}
            for one in person.assignments.select_related("role").order_by("id")
        ],
        "licences": [_licence(row) for row in StaffLicence.objects.filter(user_id=user_id)],
        "browsers": _rows(
            live_sign_ins(user_id),
            *("browser", "system", "address", "signed_in_at", "last_used_at"),
        ),
        "programs": _rows(
            live_programs(user_id), *("client_name", "address", "started_at", "used_at")
        ),
        "security_events": _rows(events, "recorded_at", "kind", "address", "facts"),
        "what_was_done": _rows(trail, "recorded_at", "command", "actor_id", "reason", "facts"),
    }
    current_unit().record("accounts.person", user_id, reason="exported", facts={"form": FORMAT})
    return dict(_plain(content))


def _licence(row: StaffLicence) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "branch": row.branch_id,
        **row.content,
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "recorded_at": row.recorded_at,
        "ended_at": row.ended_at,
    }


def _rows(rows: Any, *names: str) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in names} for row in rows]


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
