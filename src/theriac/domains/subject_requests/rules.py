"""What is told of a request, and what each step asks: pure."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import AfterValidator, StringConstraints

from theriac.core.facts.records import record
from theriac.core.facts.types import Day, Id, Instant, Text120, Text200, storable
from theriac.domains.subject_requests.problems import SubjectRequestRefused

RequestKind = Literal[
    "access",
    "copy",
    "correction",
    "erasure",
    "restriction",
    "withdrawal",
    "objection",
    "grievance",
]
RequestChannel = Literal["in_person", "letter", "email", "phone", "online"]
SubjectKind = Literal["unknown", "patient", "customer", "staff"]
KnownKind = Literal["patient", "customer", "staff"]
RequestOutcome = Literal["granted", "in_part", "refused"]
ClosedWhy = Literal["answered", "withdrawn", "twice"]
LetterText = Annotated[
    str, StringConstraints(strict=True, max_length=2000), AfterValidator(storable)
]
NEEDS_IDENTITY = frozenset(
    "access copy correction erasure restriction withdrawal objection".split()
)
"""Kinds that are granted only to whom somebody made sure of; a grievance anybody may have."""
UNKNOWN = "unknown"
EARLIEST_YEAR = 2000
OPEN, ANSWERED, CLOSED = range(3)
"""The states, in the order in which the register has them."""


@record
class SubjectRequestNew:
    """A request as it arrived; ``subject_id`` unless nobody knows yet who asks.

    Who isn't known says how they are reached (``contact``). ``words`` are what was asked.
    """

    kind: RequestKind
    channel: RequestChannel
    arrived_at: Instant
    subject_kind: SubjectKind = "unknown"
    subject_id: Id | None = None
    name: Text120 = ""
    contact: Text200 = ""
    words: LetterText = ""


@record
class SubjectConfirmed:
    """That somebody made sure who asks, when and how; who it is, where that wasn't known."""

    on: Day
    how: Text200 = ""
    subject_kind: KnownKind | None = None
    subject_id: Id | None = None


@record
class SubjectAnswer:
    """What was answered on which day; ``law`` is the provision that a refusal rests on."""

    outcome: RequestOutcome
    on: Day
    words: LetterText = ""
    law: Text120 = ""


@dataclass(frozen=True, slots=True)
class Texts:
    """What was written by and to the person; kept encrypted, gone with their erasure."""

    name: str = ""
    contact: str = ""
    words: str = ""
    identified_how: str = ""
    prolonged_why: str = ""
    answer: str = ""

    def with_text(self, **more: str) -> Texts:
        """With one written besides."""
        return replace(self, **{name: text.strip() for name, text in more.items()})

    @property
    def written(self) -> dict[str, str]:
        """Those that hold something, by name."""
        return {name: text for name, text in asdict(self).items() if text}

    def as_content(self) -> str:
        """As it is kept: JSON of what isn't empty, nothing for nothing."""
        return json.dumps(self.written, ensure_ascii=False) if self.written else ""


def texts_of(content: str) -> Texts:
    """From what is kept."""
    return Texts(**json.loads(content)) if content else Texts()


def check_new(told: SubjectRequestNew) -> None:
    """Raise SubjectRequestRefused for a subject that is half told, or that nobody can reach."""
    if told.arrived_at.year < EARLIEST_YEAR:
        words = _("This date is too far in the past. Check the year.")
        raise SubjectRequestRefused(words, field="arrived_at")
    is_known = told.subject_kind != UNKNOWN
    if is_known is (told.subject_id is None):
        words = _("Enter the ID of the requester's record, or choose that it isn't known yet.")
        raise SubjectRequestRefused(words, field="subject_id")
    if not is_known and not told.contact.strip():
        words = _("Enter contact details so that the person can be answered.")
        raise SubjectRequestRefused(words, field="contact")


def check_day(on: date, first: date, last: date, field: str) -> None:
    """Raise SubjectRequestRefused for a day before the arrival or after ``last``."""
    if on < first:
        words = _("This date is before the request was received. Check it.")
        raise SubjectRequestRefused(words, field=field)
    if on > last:
        raise SubjectRequestRefused(_("This date is in the future. Check it."), field=field)


def check_answer(answer: SubjectAnswer, kind: str, *, is_identified: bool, has_text: bool) -> None:
    """Raise SubjectRequestRefused for what the law asks of an answer and this one lacks."""
    is_whole = answer.outcome == "granted"
    if answer.outcome != "refused" and kind in NEEDS_IDENTITY and not is_identified:
        words = _(
            "Confirm the requester's identity first. Otherwise another person's data "
            "could be disclosed."
        )
        raise SubjectRequestRefused(words, field="outcome")
    if not is_whole and not answer.law.strip():
        words = _("Enter the legal provision, for example an article of the law.")
        raise SubjectRequestRefused(words, field="law")
    if is_whole and answer.law.strip():
        words = _("This answer refuses nothing. Leave the provision empty.")
        raise SubjectRequestRefused(words, field="law")
    if not is_whole and has_text and not answer.words.strip():
        words = _("Enter what the person was told: what isn't done, and why.")
        raise SubjectRequestRefused(words, field="words")
