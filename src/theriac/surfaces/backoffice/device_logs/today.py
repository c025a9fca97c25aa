"""Findings of device logs on Today."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_logs(facts: Facts) -> Iterator[Decision]:
    """What counters logged and didn't send so."""
    count = facts.waiting.get("logs", 0)
    yield Decision(
        count,
        ngettext("Device log doesn’t match", "Device logs don’t match", count),
        _("A counter’s data may have been changed before it was sent. Compare both versions"),
        reverse("backoffice:log_finding_list"),
        "shield-exclamation",
        "stop",
    )
