"""One request: its facts, what was written, its steps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.subject_requests.commands.open import open_request
from theriac.domains.subject_requests.commands.steps import take_request
from theriac.domains.subject_requests.deadline import deadline_of
from theriac.domains.subject_requests.permissions import VIEW_SUBJECT_REQUESTS
from theriac.domains.subject_requests.queries import get_subject_request
from theriac.domains.subject_requests.rules import CLOSED, OPEN
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.audit.words import action_words
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.one import One, OneScreen
from theriac.surfaces.backoffice.subject_requests.words import (
    CHANNELS,
    CLOSINGS,
    KINDS,
    OUTCOMES,
    SUBJECTS,
    is_overdue,
    state_badge,
    subject_url,
)


class SubjectRequestScreen(OneScreen):
    """A screen of the request that the address names; no browser keeps it."""

    own_page = "backoffice:subject_request_detail"
    among = ((_("Data requests"), "backoffice:subject_request_list"),)

    subject_request: One[Any] = One(
        "subject_request_id",
        lambda at, key: get_subject_request(actor=at.actor, subject_request_id=key),
        missing=_("This request doesn't exist. Choose one from the register."),
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """As every screen, and kept by nobody."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @property
    def named(self) -> dict[str, Any]:
        """Who acts where on which, for the commands."""
        return {
            "actor": self.actor,
            "branch_id": self.branch,
            "subject_request_id": self.subject_request.id,
        }

    def name(self) -> Text:
        """What was asked."""
        return KINDS[self.subject_request.kind]


class SubjectRequestDetail(SubjectRequestScreen):
    """Facts for who sees the register; what people wrote for who answers, on the record."""

    permission = VIEW_SUBJECT_REQUESTS
    template_name = "backoffice/subject_requests/detail.html"

    def context(self) -> dict[str, Any]:
        """The request in words, and which steps are left."""
        one = self.subject_request
        deadline = deadline_of(one.kind, one.arrived_at, one.arrived_at_branch)
        people = names_of(
            filter(None, (one.handler_id, one.entered_by, one.identified_by, one.answered_by))
        )
        answers = self.may(ERASE_PATIENTS)
        return {
            "one": one,
            "badge": state_badge(one),
            "is_overdue": is_overdue(one),
            "source": deadline.rule.source,
            "is_confirmed": deadline.rule.is_confirmed,
            "channel": CHANNELS[one.channel],
            "subject": SUBJECTS[one.subject_kind],
            "subject_url": subject_url(one),
            "outcome": OUTCOMES.get(one.outcome, ""),
            "closing": CLOSINGS.get(one.closed_why, ""),
            "handler": people.get(one.handler_id, ""),
            "identified_by": people.get(one.identified_by, ""),
            "answered_by": people.get(one.answered_by, ""),
            "deeds": [(action_words(deed.command), deed.done_at) for deed in one.deeds.all()],
            "answers": answers,
            "texts": open_request(**self.named) if answers else None,
            **self._steps(one, answers, bool(deadline.rule.more_months)),
            **history_beside(self, one.id),
        }

    def _steps(self, one: Any, answers: bool, is_longer: bool) -> dict[str, bool]:
        is_open = answers and one.state == OPEN
        goes_on = answers and one.state != CLOSED
        return {
            "may_answer": is_open,
            "may_confirm": is_open and one.identified_on is None,
            "may_prolong": is_open and is_longer and one.notice_on is None,
            "may_link": goes_on and one.subject_id is not None,
            "may_take": goes_on and one.handler_id != self.actor.id,
            "may_close": goes_on,
        }


class TakeSubjectRequest(SubjectRequestScreen, ButtonScreen):
    """See to it from now on."""

    calls = Calls(take_request)
    done = _("You are now handling this request.")
