"""What must always be true of turns of duty, recomputed from the rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.duty.models import DutyTurn, DutyTurnEnd

TURNS_OVERLAP = finding(
    "duty.turns_overlap",
    _("Person %(person)s is on duty twice at %(moment)s."),
)
END_UNFIT = finding(
    "duty.end_unfit",
    _("Duty %(turn)s ended outside its own time."),
)
LICENCE_UNFIT = finding(
    "duty.licence_unfit",
    _("Duty %(turn)s began with a licence that had expired."),
)


@verifies("duty.turns")
def turns_are_sound(findings: Findings) -> None:
    """Nobody has two turns at once; an end lies within its turn; the licence held that day."""
    ends = Q(ended_at__lt=F("turn__started_at")) | Q(ended_at__gt=F("turn__until"))
    for turn_id in DutyTurnEnd.objects.filter(ends).values_list("turn_id", flat=True):
        findings.violate(END_UNFIT, turn=turn_id)
    last: dict[UUID, datetime] = {}
    turns = DutyTurn.objects.order_by("person_id", "started_at", "id")
    for turn_id, person, begin, until, ended, licence in turns.values_list(
        "id", "person_id", "started_at", "until", "end__ended_at", "licence_until"
    ).iterator():
        findings.look(1)
        # A day's grace: the licence was judged by the day on the branch's wall.
        if licence is not None and begin.date() > licence + timedelta(days=1):
            findings.violate(LICENCE_UNFIT, turn=turn_id)
        if begin < last.get(person, begin):
            findings.violate(TURNS_OVERLAP, person=person, moment=begin)
        last[person] = min(until, ended) if ended else until
