"""Kinds of conflict in the reader's words, and where each is settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.conflicts.kinds import WaitingConflict
from theriac.core.problems import Text
from theriac.surfaces.backoffice.device_logs import words as device_logs
from theriac.surfaces.backoffice.sales import words as sales
from theriac.surfaces.backoffice.tills import words as tills


@dataclass(frozen=True, slots=True)
class KindShown:
    """A kind's title, its reasons in words, and the page of one; ``url`` takes its key.

    ``settlers_only``: who may look and not settle isn't given the page.
    """

    title: Text
    reasons: Mapping[str, Text]
    url: Callable[[str], str]
    settlers_only: bool = False

    def reason_words(self, conflict: WaitingConflict) -> str:
        """What disagrees; the kind itself where it has no reasons."""
        return str(self.reasons.get(conflict.reason, self.title))


def _page_of(name: str) -> Callable[[str], str]:
    return lambda key: reverse(f"backoffice:{name}", args=[key])


def _missing_page(key: str) -> str:
    series_id, first = key.split("/")
    return reverse("backoffice:missing_void", args=[series_id, int(first)])


_SESSIONS: Mapping[str, Text] = {
    "interrupted": _("Never counted: the till was opened again on another device"),
    "closed": _("Counted, not settled: sales haven’t arrived or there is a variance"),
}
SHOWN: Mapping[str, KindShown] = {
    "sales.case": KindShown(_("Discrepancy"), sales.KINDS, _page_of("case_settle")),
    "sales.held": KindShown(_("Sale on hold"), sales.HELD, _page_of("held_decide")),
    "sales.missing": KindShown(_("Missing number"), {}, _missing_page, settlers_only=True),
    "device_logs.finding": KindShown(
        _("Device log"), device_logs.KINDS, _page_of("log_finding_settle")
    ),
    "tills.held": KindShown(
        _("Till document on hold"), tills.HELD, _page_of("till_held"), settlers_only=True
    ),
    "tills.session": KindShown(_("Till session to settle"), _SESSIONS, _page_of("till_detail")),
}
