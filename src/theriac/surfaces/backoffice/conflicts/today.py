"""How many conflicts wait in all branches, and how long the oldest has, on Today."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.conflicts.kinds import Stretch, conflict_kinds
from theriac.surfaces.backoffice.conflicts.awaited import WAITS
from theriac.surfaces.backoffice.sales.words import span_words
from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_conflicts(facts: Facts) -> Iterator[Decision]:
    """One line over all kinds and branches.

    None where only discrepancies of this branch wait: their own line says as much. Nor where all
    were settled since they were counted.
    """
    if not any(name.startswith(WAITS) for name in facts.waiting):
        return
    waiting = {
        name.removeprefix(WAITS): count
        for name, count in facts.waiting.items()
        if name.startswith(WAITS) and count
    }
    count = sum(waiting.values())
    if count == facts.cases.count:
        return
    kinds = conflict_kinds()
    firsts = [kinds[name].stretch(facts.actor, None, "", Stretch(1)) for name in waiting]
    oldest = min((one.since for first in firsts for one in first), default=None)
    if oldest is None:
        return
    yield Decision(
        count,
        ngettext("Conflict in all branches", "Conflicts in all branches", count),
        _("The oldest has waited %(span)s. Settle it first")
        % {"span": span_words(int((facts.now - oldest).total_seconds()) // 60)},
        reverse("backoffice:conflict_list"),
        "inbox",
        "look",
    )
