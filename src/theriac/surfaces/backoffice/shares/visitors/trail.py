"""The shared trail, without what concerns patients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from theriac.domains.shares.rights import TRAIL
from theriac.surfaces.backoffice.audit.trail import Trail
from theriac.surfaces.backoffice.shares.visitors.visit import Visit
from theriac.surfaces.backoffice.shell.lists import Action


class SharedTrail(Visit, Trail):
    """What was done in the share's days."""

    permission = Trail.permission
    kind = TRAIL
    links = False

    def actions(self) -> Sequence[Action]:
        """None."""
        return ()

    def rows(self) -> QuerySet[Any]:
        """Of the share's branches and days; nothing about a patient, and no look by a share."""
        rows = super().rows().exclude(object_kind__startswith="patients.")
        return self.of_days(rows).exclude(object_kind="shares.share")
