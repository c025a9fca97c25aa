"""Setting a prescriber inactive, and active again."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.problems import Unprocessable
from theriac.domains.prescribers.commands.prescriber import RECORD, locked_prescriber
from theriac.domains.prescribers.ids import PrescriberId
from theriac.domains.prescribers.models import Prescriber
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS

LONGEST_REASON = 120


@command(
    name="prescribers.deactivate_prescriber",
    done=gettext_lazy("Set a prescriber inactive"),
    permission=MANAGE_PRESCRIBERS,
)
def deactivate_prescriber(
    *, actor: Actor, prescriber_id: PrescriberId, version: int, reason: str
) -> int:
    """Nothing new is taken from them until they are active again; what came stays.

    Returns the version then. Raises PrescriberUnknown, Stale, Unprocessable without a reason.
    """
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= LONGEST_REASON:
        raise Unprocessable(_("Enter a reason."), field="reason")
    return _set(prescriber_id, version, Prescriber.State.INACTIVE, reason)


@command(
    name="prescribers.activate_prescriber",
    done=gettext_lazy("Set a prescriber active"),
    permission=MANAGE_PRESCRIBERS,
)
def activate_prescriber(*, actor: Actor, prescriber_id: PrescriberId, version: int) -> int:
    """They are suggested again; returns the version then. Raises PrescriberUnknown, Stale."""
    return _set(prescriber_id, version, Prescriber.State.ACTIVE, "")


def _set(prescriber_id: PrescriberId, version: int, state: Prescriber.State, reason: str) -> int:
    prescriber = locked_prescriber(prescriber_id, version)
    if prescriber.state == state:
        return prescriber.version
    sides = {"before": {"status": prescriber.state}, "after": {"status": state.value}}
    prescriber.state, prescriber.state_reason = state, reason
    keep(prescriber, "state", "state_reason")
    current_unit().record(RECORD, prescriber.id, reason=reason or "activated", facts=sides)
    return prescriber.version
