"""Opening what a person wrote: on the record, as each reading of a person is."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.commands.enter import RECORD
from theriac.domains.subject_requests.queries import kept_request
from theriac.domains.subject_requests.rules import Texts, texts_of
from theriac.domains.subject_requests.subjects import can_be_written


@command(
    name="subject_requests.open_request",
    done=gettext_lazy("Read a data request"),
    permission=ERASE_PATIENTS,
)
def open_request(*, actor: Actor, branch_id: BranchId, subject_request_id: UUID) -> Texts | None:
    """What was written by and to the person; None once it is gone. Raises SubjectRequestUnknown."""
    request = kept_request(subject_request_id)
    found = texts_of(request.content) if can_be_written(request) else None
    facts = {"sections": sorted(found.written) if found else []}
    current_unit().record(RECORD, request.id, facts=facts)
    return found
