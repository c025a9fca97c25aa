"""How duty reads: times, gaps, turns."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.domains.duty.rules import RosterGap
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.templatetags import theriac as shown


def times(begin: Any, end: Any) -> str:
    """From when to when, by the branch's clock."""
    return f"{shown.local_time(begin)}–{shown.local_time(end)}"


def left_at(turn: Any) -> Any:
    """When somebody left, or their turn ended by itself; None while it lasts."""
    end = getattr(turn, "end", None)
    if end is not None:
        return end.ended_at
    return turn.until if turn.until <= clock.now() else None


def turn_badge(turn: Any) -> SafeString:
    """How a turn stands."""
    end = getattr(turn, "end", None)
    if end is None and turn.until > clock.now():
        return badge(_("On duty"), "person-check", "go")
    if end is None:
        return badge(_("Ended automatically"), "clock-history", "look")
    if end.ended_by != turn.person_id:
        return badge(_("Signed off by someone else"), "person-dash", "note")
    return badge(_("Signed off"), "check-circle", "")


def gap_words(gap: RosterGap) -> str:
    """When nobody is planned."""
    told = {"day": shown.local_date(gap.on), "times": times(gap.begins_at, gap.ends_at)}
    return _("%(day)s, %(times)s") % told
