"""What files are for in the staff's records: encrypted under their key, readings recorded."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor, ActorKind
from theriac.core.files.purposes import ContentKind, FileHolder, Purpose, purpose
from theriac.core.problems import NotFound
from theriac.domains.accounts.commands.licences import RECORD
from theriac.domains.accounts.models import StaffLicence
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.domains.accounts.queries.people import people_seen


def _licence(actor: Actor, record_id: UUID) -> FileHolder:
    licence = StaffLicence.objects.filter(id=record_id).first()
    if licence is None:
        raise NotFound(_("This licence no longer exists. Check the staff member's page."))
    return FileHolder(RECORD, licence.id, person_id=licence.user_id)


def _guard(actor: Actor, record_id: UUID) -> None:
    """Raise NotFound for a licence of somebody whose staff the reader doesn't manage."""
    if actor.kind is ActorKind.SYSTEM:
        return
    seen = people_seen(actor=actor, permission=MANAGE_STAFF).order_by().values("id")
    if not StaffLicence.objects.filter(id=record_id, user_id__in=seen).exists():
        raise NotFound(_("This person isn't on the staff."))


LICENCE = purpose(
    Purpose(
        "accounts.licence",
        gettext_lazy("Staff licence"),
        frozenset({ContentKind.PDF, ContentKind.IMAGE}),
        read=MANAGE_STAFF,
        add=MANAGE_STAFF,
        is_about_person=True,
        holder=_licence,
        guard=_guard,
    )
)
