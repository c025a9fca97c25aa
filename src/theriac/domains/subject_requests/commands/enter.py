"""Entering a request when it arrives."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.privacy.keys import make_keys
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.deadline import deadline_of
from theriac.domains.subject_requests.models import SubjectRequest
from theriac.domains.subject_requests.problems import SubjectRequestRefused
from theriac.domains.subject_requests.rules import SubjectRequestNew, Texts, check_new
from theriac.domains.subject_requests.subjects import require_subject

RECORD = "subject_requests.request"


@command(
    name="subject_requests.enter_request",
    done=gettext_lazy("Recorded a data request"),
    permission=ERASE_PATIENTS,
)
def enter_request(*, actor: Actor, branch_id: BranchId, request: SubjectRequestNew) -> UUID:
    """Keep a request with its deadline; who enters it handles it until somebody takes it over.

    Raises SubjectRequestRefused, PatientUnknown, PatientGone, NotFound for no such branch.
    """
    check_new(request)
    now = clock.now()
    if request.arrived_at > now:
        words = _("This date and time are in the future. Check them.")
        raise SubjectRequestRefused(words, field="arrived_at")
    deadline = deadline_of(request.kind, request.arrived_at, branch_id)
    request_id = current_unit().effect_id
    owner = request.subject_id or request_id
    if request.subject_id is not None:
        require_subject(actor, request.subject_kind, request.subject_id)
    else:
        make_keys([request_id])
    told = Texts().with_text(name=request.name, contact=request.contact, words=request.words)
    kept = SubjectRequest(
        id=request_id,
        subject_kind=request.subject_kind,
        subject_id=request.subject_id,
        key_owner=owner,
        kind=request.kind,
        channel=request.channel,
        arrived_at=request.arrived_at,
        arrived_at_branch=branch_id,
        due_at=deadline.due_at,
        entered_at=now,
        entered_by=actor.id,
        handler_id=actor.id,
        content=told.as_content(),
    )
    kept.save(force_insert=True)
    facts = {
        "kind": kept.kind,
        "subject": kept.subject_kind,
        "channel": kept.channel,
        "due_at": kept.due_at.isoformat(),
    }
    current_unit().record(RECORD, kept.id, facts=facts)
    return request_id
