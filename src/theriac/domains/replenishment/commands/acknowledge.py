"""Acknowledging an alert, and saying who sees to it. It still clears by itself only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.listing.selection import Outcome, outcome, selected
from theriac.core.problems import NotFound, Text, Unprocessable
from theriac.domains.accounts.queries.people import names_of, people_of_branch
from theriac.domains.organisation.ids import BranchId
from theriac.domains.replenishment.models import AlertCare, StockAlert
from theriac.domains.replenishment.permissions import SEE_TO_ALERTS
from theriac.domains.replenishment.problems import AlertSettled

RECORD = "stock.alert"
LONGEST_NOTE = 120


@command(
    name="replenishment.acknowledge_alert",
    done=gettext_lazy("Acknowledged an alert"),
    permission=SEE_TO_ALERTS,
)
def acknowledge_alert(*, actor: Actor, branch_id: BranchId, alert_id: UUID, note: str) -> None:
    """Note that the actor knows of it and what is done; it is theirs unless it is somebody's.

    Raises NotFound, Unprocessable for a note that is too long, AlertSettled.
    """
    note = _checked(note)
    care = _open_care(branch_id, alert_id)
    if care.acknowledged_by is not None:
        name = names_of([care.acknowledged_by]).get(care.acknowledged_by, "")
        raise AlertSettled(
            _("%(name)s has already acknowledged this alert. Read the note or contact them.")
            % {"name": name or _("Someone")}
        )
    care.acknowledged_by, care.acknowledged_at, care.note = actor.id, clock.now(), note
    care.owner_id = care.owner_id or actor.id
    care.save(update_fields=["acknowledged_by", "acknowledged_at", "note", "owner_id"])
    current_unit().record(RECORD, alert_id, reason=note)


@command(
    name="replenishment.acknowledge_alerts",
    done=gettext_lazy("Acknowledged alerts"),
    permission=SEE_TO_ALERTS,
)
def acknowledge_alerts(
    *, actor: Actor, branch_id: BranchId, alert_ids: Sequence[UUID], note: str = ""
) -> Outcome:
    """Note the same of many alerts as ``acknowledge_alert`` does of one.

    Left out is what isn't the branch's, cleared itself, or was acknowledged already. Raises
    NotFound where nothing is left, Unprocessable for a note that is too long, for no alert or for
    more than ``core.listing.selection.MOST``.
    """
    note, wanted = _checked(note), selected(alert_ids)
    rows = StockAlert.objects.select_for_update().filter(id__in=wanted, branch_id=branch_id)
    alerts = list(rows.order_by("id"))
    cares = {care.alert_id: care for care in AlertCare.objects.filter(alert__in=alerts)}
    left_out: list[Text] = []
    if len(alerts) < len(wanted):
        left_out.append(_("This alert doesn’t exist at this branch. Choose one from the list."))
    waiting = list[UUID]()
    for alert in alerts:
        care = cares.get(alert.id)
        if alert.cleared_at is not None:
            left_out.append(_("This alert is already closed. No action is needed."))
        elif care is not None and care.acknowledged_by is not None:
            left_out.append(_("Another person already acknowledged it."))
        else:
            waiting.append(alert.id)
    found = outcome(len(waiting), left_out)
    _acknowledge(waiting, cares, note)
    return found


@command(
    name="replenishment.assign_alert",
    done=gettext_lazy("Assigned an alert"),
    permission=SEE_TO_ALERTS,
)
def assign_alert(
    *, actor: Actor, branch_id: BranchId, alert_id: UUID, owner_id: UUID | None
) -> None:
    """Say who sees to it; None: nobody in particular.

    Raises NotFound, Unprocessable for somebody who doesn't work at the branch, AlertSettled.
    """
    care = _open_care(branch_id, alert_id)
    if owner_id is not None and not people_of_branch(branch_id).filter(id=owner_id).exists():
        raise Unprocessable(
            _("This person doesn’t work at this branch. Choose another person."), field="owner_id"
        )
    if care.owner_id == owner_id:
        return
    before, care.owner_id = care.owner_id, owner_id
    care.save(update_fields=["owner_id"])
    facts = {"before": {"owner_id": before}, "after": {"owner_id": owner_id}}
    current_unit().record(RECORD, alert_id, facts=facts)


def _acknowledge(alert_ids: Sequence[UUID], cares: Mapping[UUID, AlertCare], note: str) -> None:
    """Note it of locked alerts; ``cares`` are those that they have already."""
    by, at = current_unit().actor.id, clock.now()
    done = {"acknowledged_by": by, "acknowledged_at": at, "note": note}
    new = [key for key in alert_ids if key not in cares]
    rows = [AlertCare(id=new_id(), alert_id=key, owner_id=by, **done) for key in new]
    insert_rows(AlertCare, rows)
    known = AlertCare.objects.filter(alert_id__in=[key for key in alert_ids if key in cares])
    known.filter(owner_id=None).update(owner_id=by)
    known.update(**done)
    for key in alert_ids:
        facts: dict[str, object] = {}
        if key in cares:
            owner_id = cares[key].owner_id
            facts["before"] = {"note": cares[key].note, "owner_id": owner_id}
            facts["after"] = {"note": note, "owner_id": owner_id or by}
        current_unit().record(RECORD, key, reason=note, facts=facts)


def _checked(note: str) -> str:
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise Unprocessable(_("Enter at most 120 characters."), field="note")
    return note


def _open_care(branch_id: UUID, alert_id: UUID) -> AlertCare:
    """The care of an open alert; the alert is locked, so that one at a time changes it."""
    alert = StockAlert.objects.select_for_update().filter(id=alert_id, branch_id=branch_id).first()
    if alert is None:
        raise NotFound(_("This alert doesn’t exist at this branch. Choose one from the list."))
    if alert.cleared_at is not None:
        raise AlertSettled(_("This alert is already closed. No action is needed."))
    care, _made = AlertCare.objects.get_or_create(alert=alert, defaults={"id": new_id()})
    return care
