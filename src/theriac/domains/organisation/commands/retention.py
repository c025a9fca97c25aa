"""Longer periods of the pharmacy's own, and letting go of exactly what somebody confirmed."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, Stale, Unprocessable
from theriac.core.retention.lists import list_due
from theriac.core.retention.registry import kind_of
from theriac.domains.organisation.models import RetentionPeriod, RetentionRun
from theriac.domains.organisation.permissions import MANAGE_RETENTION
from theriac.domains.organisation.queries.retention import due_now, period_of

LONGEST_DAYS = 36_525
State = RetentionRun.State


@command(
    name="organisation.set_retention_period",
    done=gettext_lazy("Set data retention"),
    permission=MANAGE_RETENTION,
)
def set_retention_period(*, actor: Actor, kind: str, days: int | None) -> None:
    """Keep a kind for so many days from now on; None: as law and habit say.

    Never shorter than the law's least. Raises NotFound, Unprocessable.
    """
    period = period_of(kind)
    if days is not None and days < max(period.least, 1):
        raise Unprocessable(
            _("The law requires at least %(least)s days. Enter this number or more.")
            % {"least": max(period.least, 1)},
            field="days",
        )
    if days is not None and days > LONGEST_DAYS:
        raise Unprocessable(_("Enter at most a hundred years."), field="days")
    if days is None:
        RetentionPeriod.objects.filter(kind=kind).delete()
    else:
        RetentionPeriod.objects.update_or_create(
            kind=kind,
            defaults={"days": days, "changed_at": clock.now(), "changed_by": actor.id},
            create_defaults={
                "id": new_id(),
                "days": days,
                "changed_at": clock.now(),
                "changed_by": actor.id,
            },
        )
    unit = current_unit()
    facts = {"kind": kind, "before": period.days, "after": days}
    unit.record("organisation.retention", unit.effect_id, facts=facts)


@command(
    name="organisation.confirm_retention",
    done=gettext_lazy("Confirmed records for deletion after their retention period"),
    permission=MANAGE_RETENTION,
)
def confirm_retention(*, actor: Actor, digest: str) -> UUID:
    """Confirm exactly the list that has this hash; the job does it then.

    Raises Stale when the list changed since it was shown, Conflict where nothing is due or another
    list is being worked on.
    """
    found = due_now(by_itself=False)
    if found.digest != digest:
        raise Stale(_("The list of due records has changed. Check it again."))
    if not found.count:
        raise Conflict(_("Nothing is due, so there is nothing to confirm."))
    if RetentionRun.objects.filter(state__in=[State.CONFIRMED, State.RUNNING]).exists():
        raise Conflict(_("A confirmed list is still being processed. Wait until it is done."))
    run = RetentionRun(
        id=current_unit().effect_id,
        digest=digest,
        confirmed_at=clock.now(),
        confirmed_by=actor.id,
        plan=[
            {
                "kind": due.code,
                "days": due.days,
                "before": due.before.isoformat(),
                "count": due.count,
                "digest": due.digest,
                "source": str(period.source),
                "cleared": 0,
            }
            for period, due in found.lists
            if due.count
        ],
    )
    run.save(force_insert=True)
    facts = {"digest": digest, "kinds": {one["kind"]: one["count"] for one in run.plan}}
    current_unit().record("organisation.retention_run", run.id, facts=facts)
    return run.id


@command(
    name="organisation.begin_retention",
    done=gettext_lazy("Started deleting confirmed records"),
    system_only=True,
)
def begin_retention(*, actor: Actor, run_id: UUID) -> bool:
    """Look once more whether each list is as it was confirmed; False ends the run untouched."""
    run = _locked(run_id)
    if run.state == State.RUNNING:
        return True
    if run.state != State.CONFIRMED:
        return False
    is_same = all(_is_as_confirmed(one) for one in run.plan)
    run.state = State.RUNNING if is_same else State.CHANGED
    run.ended_at = None if is_same else clock.now()
    run.save()
    current_unit().record("organisation.retention_run", run.id, facts={"state": run.state})
    return is_same


@command(
    name="organisation.clear_piece",
    done=gettext_lazy("Deleted confirmed records"),
    system_only=True,
)
def clear_piece(*, actor: Actor, run_id: UUID, code: str) -> int:
    """Let the next few rows of a kind go; 0 when none is left. Raises NotFound."""
    run = _locked(run_id)
    kind = kind_of(code)
    part: dict[str, Any] | None = next((one for one in run.plan if one["kind"] == code), None)
    if kind is None or part is None or run.state != State.RUNNING:
        raise NotFound(_("This list doesn't exist, or was already processed."))
    before = datetime.fromisoformat(part["before"])
    ids = [row.id for row in islice(kind.due(before), kind.at_once)]
    if not ids:
        return 0
    cleared = kind.clear(actor, ids, before)
    part["cleared"] += cleared
    run.save(update_fields=["plan"])
    facts = {"kind": code, "cleared": cleared}
    current_unit().record("organisation.retention_run", run.id, facts=facts)
    return cleared


@command(
    name="organisation.end_retention",
    done=gettext_lazy("Deleted all confirmed records"),
    system_only=True,
)
def end_retention(*, actor: Actor, run_id: UUID) -> None:
    """The list was worked through."""
    run = _locked(run_id)
    run.state = State.DONE
    run.ended_at = clock.now()
    run.save(update_fields=["state", "ended_at"])
    facts = {"state": run.state, "cleared": {one["kind"]: one["cleared"] for one in run.plan}}
    current_unit().record("organisation.retention_run", run.id, facts=facts)


@command(
    name="organisation.clear_by_itself",
    done=gettext_lazy("Deleted technical records"),
    system_only=True,
)
def clear_by_itself(*, actor: Actor, code: str) -> int:
    """Let the next few rows of a kind that needs nobody's word go. Raises NotFound."""
    found = due_now(by_itself=True)
    due = next((due for period, due in found.lists if period.kind.code == code), None)
    kind = kind_of(code)
    if due is None or kind is None:
        raise NotFound(_("This type of record doesn't exist."))
    ids = [row.id for row in islice(kind.due(due.before), kind.at_once)]
    cleared = kind.clear(actor, ids, due.before) if ids else 0
    unit = current_unit()
    facts = {"kind": code, "cleared": cleared, "days": due.days}
    unit.record("organisation.retention", unit.effect_id, facts=facts)
    return cleared


def _locked(run_id: UUID) -> RetentionRun:
    run = RetentionRun.objects.select_for_update().filter(id=run_id).first()
    if run is None:
        raise NotFound(_("This list doesn't exist."))
    return run


def _is_as_confirmed(part: dict[str, Any]) -> bool:
    kind = kind_of(part["kind"])
    if kind is None:
        return False
    as_of = datetime.fromisoformat(part["before"]) + timedelta(days=part["days"])
    return bool(list_due(kind, part["days"], as_of).digest == part["digest"])
