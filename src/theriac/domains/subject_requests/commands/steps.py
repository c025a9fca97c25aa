"""The steps until a request is answered: whose it is, who sees to it, and a longer period."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.problems import require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.commands.enter import RECORD
from theriac.domains.subject_requests.deadline import deadline_of
from theriac.domains.subject_requests.models import SubjectRequest
from theriac.domains.subject_requests.problems import (
    ProlongingRefused,
    SubjectRequestRefused,
    SubjectRequestSettled,
    SubjectRequestUnknown,
    SubjectTextGone,
)
from theriac.domains.subject_requests.rules import SubjectConfirmed, check_day, texts_of
from theriac.domains.subject_requests.subjects import can_be_written, require_subject

State = SubjectRequest.State


def locked_request(subject_request_id: UUID, *states: int) -> SubjectRequest:
    """The request, locked until the command is over, in one of these states.

    Raises SubjectRequestUnknown, SubjectRequestSettled.
    """
    rows = SubjectRequest.objects.select_for_update().filter(id=subject_request_id)
    found: SubjectRequest | None = rows.first()
    if found is None:
        raise SubjectRequestUnknown(_("This request doesn't exist. Choose one from the register."))
    if found.state not in states:
        words = _("This isn’t possible in the request’s current status. Check it, then try again.")
        raise SubjectRequestSettled(words, state=State(found.state).name.lower())
    return found


def write_text(request: SubjectRequest, **more: str) -> None:
    """Put texts beside those that are kept; the row is saved afterwards.

    Raises SubjectTextGone where there is something to write and nobody could read it.
    """
    if not any(text.strip() for text in more.values()):
        return
    if not can_be_written(request):
        words = _("The person was erased, or the retention period ended. Leave the text empty.")
        raise SubjectTextGone(words)
    request.content = texts_of(request.content).with_text(**more).as_content()


@command(
    name="subject_requests.take_request",
    done=gettext_lazy("Took over a data request"),
    permission=ERASE_PATIENTS,
)
def take_request(*, actor: Actor, branch_id: BranchId, subject_request_id: UUID) -> None:
    """The actor handles it from now on. Raises SubjectRequestUnknown, SubjectRequestSettled."""
    request = locked_request(subject_request_id, State.OPEN, State.ANSWERED)
    if request.handler_id == actor.id:
        raise SubjectRequestSettled(_("You are already handling this request."))
    before = request.handler_id
    request.handler_id = actor.id
    keep(request, "handler_id")
    facts = {"changed": ["handler_id"], "from": str(before)}
    current_unit().record(RECORD, request.id, facts=facts)


@command(
    name="subject_requests.confirm_identity",
    done=gettext_lazy("Confirmed the requester's identity"),
    permission=ERASE_PATIENTS,
)
def confirm_identity(
    *, actor: Actor, branch_id: BranchId, subject_request_id: UUID, confirmed: SubjectConfirmed
) -> None:
    """That it is the person; who it is too, where that wasn't known.

    What they wrote goes under their own key then; the request's is discarded by the night's sweep.
    Raises SubjectRequestUnknown, SubjectRequestSettled, SubjectRequestRefused, PatientUnknown,
    PatientGone, SubjectTextGone.
    """
    request = locked_request(subject_request_id, State.OPEN)
    if request.identified_on is not None:
        raise SubjectRequestSettled(
            _("The requester's identity was already confirmed. Check the request.")
        )
    deadline = deadline_of(request.kind, request.arrived_at, request.arrived_at_branch)
    today = clock.today(deadline.time_zone)
    check_day(confirmed.on, deadline.arrived_on, today, "on")
    if request.subject_id is None:
        _name_subject(actor, request, confirmed)
    elif confirmed.subject_id not in (None, request.subject_id):
        words = _(
            "This request belongs to another person. Close it and create one for this person."
        )
        raise SubjectRequestRefused(words, field="subject_id")
    write_text(request, identified_how=confirmed.how)
    request.identified_on = confirmed.on
    request.identified_by = actor.id
    keep(request)
    facts = {"changed": ["identified_on", "subject_id"], "subject": request.subject_kind}
    current_unit().record(RECORD, request.id, facts=facts)


def _name_subject(actor: Actor, request: SubjectRequest, confirmed: SubjectConfirmed) -> None:
    kind, subject_id = confirmed.subject_kind, confirmed.subject_id
    if kind is None or subject_id is None:
        words = _("Enter the type of record and its ID.")
        raise SubjectRequestRefused(words, field="subject_id")
    require_subject(actor, kind, subject_id)
    content = request.content if can_be_written(request) else ""
    request.subject_kind, request.subject_id = kind, subject_id
    request.key_owner = subject_id
    request.content = content


@command(
    name="subject_requests.prolong_request",
    done=gettext_lazy("Extended the period of a request"),
    permission=ERASE_PATIENTS,
)
def prolong_request(
    *, actor: Actor, branch_id: BranchId, subject_request_id: UUID, notice_on: date, why: str
) -> None:
    """A later deadline, once, where the law allows it and the person was told within the first.

    Raises SubjectRequestUnknown, SubjectRequestSettled, ProlongingRefused, SubjectRequestRefused,
    SubjectTextGone, Unprocessable without a reason.
    """
    told = require_reason(why, field="why")
    request = locked_request(subject_request_id, State.OPEN)
    if request.notice_on is not None:
        raise ProlongingRefused(
            _("The period was already extended once. The law doesn't allow a second extension.")
        )
    deadline = deadline_of(request.kind, request.arrived_at, request.arrived_at_branch)
    if not deadline.rule.more_months:
        words = _("The law of this country doesn't allow an extension: %(law)s. Answer in time.")
        raise ProlongingRefused(words % {"law": deadline.rule.source})
    today = clock.today(deadline.time_zone)
    check_day(notice_on, deadline.arrived_on, today, "notice_on")
    if notice_on > deadline.due_on:
        words = _("The notice was sent after the period ended, so the period isn't extended.")
        raise SubjectRequestRefused(words, field="notice_on")
    before = request.due_at
    write_text(request, prolonged_why=told)
    request.notice_on = notice_on
    request.due_at = deadline.latest
    keep(request)
    facts = {
        "before": {"due_at": before.isoformat()},
        "after": {"due_at": request.due_at.isoformat()},
        "notice_on": notice_on.isoformat(),
    }
    current_unit().record(RECORD, request.id, facts=facts)
