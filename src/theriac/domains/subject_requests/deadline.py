"""By when a request is answered: the country's rule of the day on which it arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from theriac.core.problems import NotFound
from theriac.countries.registry import profile_for
from theriac.countries.subject_requests import AnswerRule, answer_rule, answered_by
from theriac.domains.organisation.queries.branches import get_branch


@dataclass(frozen=True, slots=True)
class Deadline:
    """A request's rule, the day of its arrival at the branch, and when its period is over."""

    rule: AnswerRule
    arrived_on: date
    due_at: datetime
    latest: datetime
    """When it would be over once prolonged; ``due_at`` where the law allows no prolonging."""
    time_zone: str

    @property
    def due_on(self) -> date:
        """The last day of the first period, at the branch."""
        return self.due_at.astimezone(ZoneInfo(self.time_zone)).date()


def deadline_of(kind: str, arrived_at: datetime, branch_id: UUID) -> Deadline:
    """The deadline of a request that arrived at a branch. Raises NotFound for no such branch."""
    branch = get_branch(branch_id)
    if branch is None:
        raise NotFound(_("This branch doesn’t exist."), branch_id=branch_id)
    zone = branch.time_zone
    day = arrived_at.astimezone(ZoneInfo(zone)).date()
    rule = answer_rule(profile_for(branch.pharmacy.country).subject_requests, kind, day)
    due_at = answered_by(rule, arrived_at, zone)
    more = rule.more_months
    latest = answered_by(rule, arrived_at, zone, more) if more else due_at
    return Deadline(rule, day, due_at, latest, zone)
