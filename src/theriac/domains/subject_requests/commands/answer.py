"""The answer: the deed behind it, what was said, and that the request is closed."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.commands.enter import RECORD
from theriac.domains.subject_requests.commands.steps import locked_request, write_text
from theriac.domains.subject_requests.deadline import deadline_of
from theriac.domains.subject_requests.models import SubjectRequest, SubjectRequestDeed
from theriac.domains.subject_requests.problems import (
    SubjectRequestRefused,
    SubjectRequestSettled,
)
from theriac.domains.subject_requests.queries import acts_since
from theriac.domains.subject_requests.rules import (
    ClosedWhy,
    SubjectAnswer,
    check_answer,
    check_day,
)
from theriac.domains.subject_requests.subjects import can_be_written

State = SubjectRequest.State


@command(
    name="subject_requests.link_deed",
    done=gettext_lazy("Added an action to an answer"),
    permission=ERASE_PATIENTS,
)
def link_deed(
    *, actor: Actor, branch_id: BranchId, subject_request_id: UUID, audit_record_id: UUID
) -> None:
    """Name what was done with the subject's record, by the audit record that it left.

    Raises SubjectRequestUnknown, SubjectRequestSettled, SubjectRequestRefused for a record of
    another person, of another kind of act, or of before the request.
    """
    request = locked_request(subject_request_id, State.OPEN, State.ANSWERED)
    done = acts_since(request).filter(id=audit_record_id).first()
    if done is None:
        words = _("This action isn't on this person's record since the request. Choose another.")
        raise SubjectRequestRefused(words, field="audit_record_id")
    if request.deeds.filter(record_id=done.id).exists():
        raise SubjectRequestSettled(_("This action was already added. Check the request."))
    SubjectRequestDeed.objects.create(
        request=request,
        record_id=done.id,
        command=done.command,
        done_at=done.recorded_at,
        linked_at=clock.now(),
        linked_by=actor.id,
    )
    keep(request, "state")
    facts = {"added": [done.command], "record": str(done.id)}
    current_unit().record(RECORD, request.id, facts=facts)


@command(
    name="subject_requests.answer_request",
    done=gettext_lazy("Answered a data request"),
    permission=ERASE_PATIENTS,
)
def answer_request(
    *, actor: Actor, branch_id: BranchId, subject_request_id: UUID, answer: SubjectAnswer
) -> None:
    """What was answered, once.

    Raises SubjectRequestUnknown, SubjectRequestSettled, SubjectRequestRefused, SubjectTextGone.
    """
    request = locked_request(subject_request_id, State.OPEN)
    deadline = deadline_of(request.kind, request.arrived_at, request.arrived_at_branch)
    check_day(answer.on, deadline.arrived_on, clock.today(deadline.time_zone), "on")
    check_answer(
        answer,
        request.kind,
        is_identified=request.identified_on is not None,
        has_text=can_be_written(request),
    )
    write_text(request, answer=answer.words)
    request.outcome = answer.outcome
    request.answered_on = answer.on
    request.answered_by = actor.id
    request.law = answer.law.strip()
    request.state = State.ANSWERED
    keep(request)
    facts = {"outcome": answer.outcome, "answered_on": answer.on.isoformat(), "state": "answered"}
    current_unit().record(RECORD, request.id, facts=facts)


@command(
    name="subject_requests.close_request",
    done=gettext_lazy("Closed a data request"),
    permission=ERASE_PATIENTS,
)
def close_request(
    *,
    actor: Actor,
    branch_id: BranchId,
    subject_request_id: UUID,
    why: ClosedWhy = "answered",
) -> None:
    """Close an answered request; an open one that was taken back or stands in the register twice.

    Raises SubjectRequestUnknown, SubjectRequestSettled.
    """
    wanted = State.ANSWERED if why == "answered" else State.OPEN
    request = locked_request(subject_request_id, wanted)
    request.state = State.CLOSED
    request.closed_at = clock.now()
    request.closed_by = actor.id
    request.closed_why = why
    keep(request, "state", "closed_at", "closed_by", "closed_why")
    facts = {"state": "closed", "closed_why": why}
    current_unit().record(RECORD, request.id, facts=facts)
