"""States, places and steps of a transfer in the reader's words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.shell.badges import States
from theriac.surfaces.backoffice.stock.words import PLACES

STATES = States(
    draft=(gettext_lazy("Draft"), "pencil", "line"),
    approved=(gettext_lazy("Approved"), "check-circle", "note"),
    dispatched=(gettext_lazy("In transit"), "truck", "note"),
    partly_received=(gettext_lazy("Partly received"), "box-seam", "look"),
    received=(gettext_lazy("Received"), "check-circle-fill", "go"),
    closed=(gettext_lazy("Closed"), "lock", "line"),
    cancelled=(gettext_lazy("Withdrawn"), "x-circle", "line"),
)
EXPLANATIONS: dict[str, Text] = {
    "lost": gettext_lazy("Lost"),
    "returned": gettext_lazy("Returned to stock"),
    "found": gettext_lazy("Found"),
}


def branch_names() -> dict[UUID, str]:
    """Every branch by id."""
    return dict(list_branches().values_list("id", "name"))


def end_words(branch: str, kind: str) -> str:
    """Melati; Melati, Quarantine."""
    if kind == "shelf":
        return branch
    return _("%(branch)s, %(place)s") % {"branch": branch, "place": PLACES.get(kind, kind)}


def move_words(movement: Any, transfer: Any) -> Text:
    """What a movement of a transfer was."""
    source, target = movement.from_place, movement.to_place
    if target.kind == "transit":
        return _("Found") if source.kind == "outside" else _("Sent")
    if target.kind == "outside":
        return _("Lost")
    is_back = target.id == transfer.from_place_id
    if is_back:
        return _("Returned to stock")
    is_diverted = target.id != transfer.to_place_id
    return _("Received into quarantine") if is_diverted else _("Received")
