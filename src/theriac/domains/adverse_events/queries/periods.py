"""By which form a branch reports, and by when a serious reaction is to be reported."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.countries.adverse_events.rules import AdverseEventForm, form_on, report_due
from theriac.countries.registry import profile_for
from theriac.domains.adverse_events.models import AdverseEventReport, ReportingPeriod
from theriac.domains.adverse_events.permissions import VIEW_ADVERSE_EVENTS
from theriac.domains.adverse_events.rules.codes import WITHDRAWN
from theriac.domains.organisation.queries.branches import branch_date, pharmacy_country


def form_of(branch_id: UUID) -> AdverseEventForm:
    """The form that holds today at the branch."""
    return form_on(profile_for(pharmacy_country()).adverse_events, branch_date(branch_id))


def own_days(branch_id: UUID) -> int | None:
    """The branch's own period, None where it set none."""
    rows = ReportingPeriod.objects.filter(branch_id=branch_id)
    found: int | None = rows.values_list("serious_days", flat=True).first()
    return found


def due_on(branch_id: UUID, reports: Iterable[AdverseEventReport]) -> dict[UUID, date]:
    """By report of the branch that is serious and stands: the day on which it is due, if any is."""
    serious = [one for one in reports if one.seriousness and one.state != WITHDRAWN]
    if not serious:
        return {}
    form, days = form_of(branch_id), own_days(branch_id)
    found = {one.id: report_due(form, one.learned_on, days) for one in serious}
    return {key: day for key, day in found.items() if day is not None}


@query(permission=VIEW_ADVERSE_EVENTS)
def get_reporting_period(*, actor: Actor, branch_id: UUID) -> tuple[AdverseEventForm, int | None]:
    """The form of the country, with the law's days where it sets any; and the branch's own days."""
    return form_of(branch_id), own_days(branch_id)
