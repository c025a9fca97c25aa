"""What the bell tells of retention: how much was due when the list was last looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.domains.organisation.jobs import review_retention
from theriac.domains.organisation.permissions import MANAGE_RETENTION
from theriac.surfaces.backoffice.shell.frame import Notice

RETENTION = review_retention.name
"""The task that looks each night at what is past its period."""


def retention_notices(actor: Actor, last: Mapping[str, Any] | None) -> Sequence[Notice]:
    """What waits for a person's word, for who may give it; ``last`` is RETENTION's last result."""
    due = int((last or {}).get("due", 0))
    if not due or not actor.may_anywhere(MANAGE_RETENTION):
        return []
    words = ngettext(
        "%(count)s record is past its retention period",
        "%(count)s records are past their retention period",
        due,
    )
    address = reverse("backoffice:retention")
    return [Notice(words % {"count": due}, address, "look", "hourglass-bottom")]
