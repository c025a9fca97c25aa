"""Codes of the register in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.problems import Text
from theriac.domains.subject_requests.rules import ANSWERED, CLOSED, OPEN
from theriac.surfaces.backoffice.shell.badges import badge

if TYPE_CHECKING:
    from theriac.domains.subject_requests.models import SubjectRequest

KINDS: dict[str, Text] = {
    "access": _("View stored data"),
    "copy": _("Machine-readable copy"),
    "correction": _("Correction"),
    "erasure": _("Erasure"),
    "restriction": _("Restriction"),
    "withdrawal": _("Consent withdrawal"),
    "objection": _("Objection"),
    "grievance": _("Grievance"),
}
CHANNELS: dict[str, Text] = {
    "in_person": _("In person"),
    "letter": _("Letter"),
    "email": _("Email"),
    "phone": _("Telephone"),
    "online": _("Online"),
}
SUBJECTS: dict[str, Text] = {
    "unknown": _("Not known yet"),
    "patient": _("Patient"),
    "customer": _("Customer"),
    "staff": _("Staff"),
}
OUTCOMES: dict[str, Text] = {
    "granted": _("Granted"),
    "in_part": _("Granted in part"),
    "refused": _("Refused"),
}
CLOSINGS: dict[str, Text] = {
    "answered": _("Answered"),
    "withdrawn": _("Withdrawn by the person"),
    "twice": _("Duplicate entry"),
}
STATE_WORDS: dict[int, Text] = {
    OPEN: _("Open"),
    ANSWERED: _("Answered"),
    CLOSED: _("Closed"),
}
_PAGES = {"patient": "patient_detail", "customer": "customer_detail", "staff": "person_detail"}


def is_overdue(request: SubjectRequest, now: datetime | None = None) -> bool:
    """Whether it is open beyond its deadline."""
    return request.state == OPEN and request.due_at < (now or clock.now())


def state_words(request: SubjectRequest) -> Text:
    """How it stands, for a file."""
    return _("Overdue") if is_overdue(request) else STATE_WORDS[request.state]


def state_badge(request: SubjectRequest) -> SafeString:
    """How it stands, by icon and word; overdue in the colour of danger."""
    if is_overdue(request):
        return badge(_("Overdue"), "alarm-fill", "solid-stop")
    if request.state == OPEN:
        return badge(_("Open"), "hourglass-split", "look")
    word = OUTCOMES.get(request.outcome) or CLOSINGS[request.closed_why]
    icon, meaning = (
        ("check-circle-fill", "go") if request.outcome == "granted" else ("reply", "note")
    )
    return badge(word, icon, meaning)


def subject_url(request: Any) -> str:
    """The page of whom it is about; "" while nobody knows."""
    name = _PAGES.get(request.subject_kind)
    return reverse(f"backoffice:{name}", args=[request.subject_id]) if name else ""
