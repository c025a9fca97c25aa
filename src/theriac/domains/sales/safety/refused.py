"""Alerts that refused a program's sale: counted, and what became of them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from theriac.core import clock
from theriac.core.actor import SYSTEM, Actor
from theriac.core.ids import parse_id
from theriac.domains.clinical.commands.count import note_refused, settle_refused
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.clinical.queries.counts import OpenAlert, open_alerts
from theriac.domains.clinical.rules.answers import AlertAnswer
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.models import SaleLine

WAITED = timedelta(minutes=30)
"""Within this a program sells what it was refused before, in another way, or not at all."""
AT_ONCE = 500


def count_refusal(
    *, actor: Actor, branch_id: BranchId, terminal_id: UUID, problem: AlertsUnanswered
) -> None:
    """Count what refused a sale that wasn't made, apart from it."""
    alerts = [
        AlertAnswer(
            check=CheckKind(one["check"]),
            rule=one["rule"],
            tier=Tier(one["tier"]),
            set_name=one["set"],
            edition=one["edition"],
            products=tuple(one["product_ids"]),
            reason="",
        )
        for one in problem.facts["alerts"]
    ]
    note_refused(actor=actor, branch_id=branch_id, terminal_id=terminal_id, alerts=alerts)


def settle_due() -> int:
    """End what was refused half an hour ago and nobody answered; tells how many alerts.

    One that is open still wasn't answered by a sale. Where its terminal sold something of it since,
    it did so without the alert: the medicine was left out, or taken otherwise.
    """
    due = open_alerts(clock.now() - WAITED)[:AT_ONCE]
    if not due:
        return 0
    heeded = {one.id for one in due if _was_sold(one)}
    others = {one.id for one in due} - heeded
    return settle_refused(actor=SYSTEM, heeded=heeded, others=others)


def _was_sold(alert: OpenAlert) -> bool:
    return SaleLine.objects.filter(
        product_id__in=[parse_id(one) for one in alert.product_ids],
        sale__terminal_id=alert.terminal_id,
        sale__recorded_at__gte=alert.refused_at,
        sale__recorded_at__lt=alert.refused_at + WAITED,
    ).exists()
