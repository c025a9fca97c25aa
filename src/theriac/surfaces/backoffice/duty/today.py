"""Who is missing on duty, on Today."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.countries.registry import profile_for
from theriac.domains.duty.permissions import PLAN_DUTY, SERVE_DUTY, VIEW_DUTY
from theriac.domains.duty.queries import is_asked_here, next_gaps
from theriac.surfaces.backoffice.duty.words import gap_words
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_duty(facts: Facts, actor: Actor) -> Iterator[Decision]:
    """Nobody on duty where somebody must be; and the next gap of a roster, for who plans."""
    here = facts.branch_id
    if not actor.may(VIEW_DUTY, here):
        return
    profile = profile_for(frame.pharmacy().country)
    roster = reverse("backoffice:duty_roster")
    serves = actor.may(SERVE_DUTY, here)
    if serves and not facts.waiting.get("on_duty") and is_asked_here(profile, here, facts.today):
        yield Decision(
            1,
            _("No pharmacist on duty"),
            _("Prescription-only medicines can’t be sold. Sign on to duty"),
            roster,
            "person-exclamation",
            "stop",
        )
    if not actor.may(PLAN_DUTY, here) or not facts.waiting.get("planned"):
        return
    gaps = next_gaps(actor=actor, branch_id=here)
    if gaps:
        yield Decision(
            len(gaps),
            ngettext("Gap in the duty roster", "Gaps in the duty roster", len(gaps)),
            _("Next: %(gap)s. Plan a pharmacist") % {"gap": gap_words(gaps[0])},
            roster,
            "calendar-x",
            "look",
        )
