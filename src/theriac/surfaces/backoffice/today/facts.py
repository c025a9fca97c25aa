"""What Today reads, each fact once and only when a part asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.queries import RequestsToday, requests_today
from theriac.core.jobs.queries import list_jobs
from theriac.core.seal.status import SealTrouble, alarm
from theriac.domains.accounts.queries.people import people_seen
from theriac.domains.accounts.queries.security import count_alarms
from theriac.domains.customer_returns.queries.notes import (
    refunded_on,
)
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.patients.permissions import ERASE_PATIENTS
from theriac.domains.recalls.queries.public_lists import count_findings
from theriac.domains.replenishment.queries.alerts import count_unseen
from theriac.domains.replenishment.queries.summary import (
    ExpiringStock,
    ExpiryMonth,
    count_low,
    count_without_expiry,
    expired_stock,
    expiring_stock,
    expiry_months,
)
from theriac.domains.sales.queries.day import (
    HOURS,
    DayFigures,
    OpenCases,
    TerminalDay,
    branch_figures,
    day_figures,
    hour_totals,
    latest_sales,
    open_cases,
    terminal_figures,
)
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.domains.stock.queries.batches.by_place import list_batches
from theriac.domains.stock.queries.ledger.proofs import last_proof
from theriac.domains.stocktaking.queries.due import DueCounts, due_counts
from theriac.domains.subject_requests.permissions import VIEW_SUBJECT_REQUESTS
from theriac.surfaces.backoffice.jobs.sources import last_verification
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.stock.batches.filters import lately_agreed
from theriac.surfaces.backoffice.today.awaited import counted

USUAL_WEEKS = 4
MONTHS_AHEAD = 6
FAILED_DAYS = 7
BATCHES_SHOWN = 8


class Facts:
    """The facts of one branch on one day, for one person."""

    def __init__(self, actor: Actor, branch_id: UUID, language: str) -> None:
        self.actor = actor
        self.branch_id = branch_id
        self.language = language
        self.now = clock.now()

    @cached_property
    def branch(self) -> Any:
        """The branch that is worked in."""
        return next(one for one in self.branches if one.id == self.branch_id)

    @cached_property
    def branches(self) -> Sequence[Any]:
        """Every active branch."""
        return list(list_branches())

    @cached_property
    def today(self) -> date:
        """The date on the branch's wall."""
        return clock.today(self.branch.time_zone)

    @cached_property
    def look_days(self) -> int:
        """From how many days before its expiry a batch asks for a look."""
        return frame.pharmacy().expiry_look_days

    @cached_property
    def due_counts(self) -> DueCounts:
        """How far the morning's list to count is."""
        return due_counts(actor=self.actor, branch_id=self.branch_id, today=self.today)

    @cached_property
    def day(self) -> DayFigures:
        """The branch's sales today."""
        return self._figures(None)

    @cached_property
    def own_day(self) -> DayFigures:
        """The person's own sales today."""
        return self._figures(self.actor.id)

    @cached_property
    def refunded(self) -> int:
        """What the branch refunded today, minor units."""
        found = refunded_on(actor=self.actor, branch_id=self.branch_id, days=[self.today])
        return found[self.today]

    def _figures(self, person_id: UUID | None) -> DayFigures:
        days = [self.today]
        found = day_figures(
            actor=self.actor, branch_id=self.branch_id, days=days, person_id=person_id
        )
        return found[self.today]

    @cached_property
    def hours(self) -> tuple[list[int], list[int]]:
        """Today's sums by hour, and those of a usual such weekday: the mean of four."""
        before = [self.today - timedelta(weeks=week) for week in range(1, USUAL_WEEKS + 1)]
        found = hour_totals(
            actor=self.actor,
            branch_id=self.branch_id,
            days=[self.today, *before],
            time_zone=self.branch.time_zone,
        )
        sold = [day for day in before if any(found[day])]
        usual = [
            sum(found[day][hour] for day in sold) // len(sold) if sold else 0
            for hour in range(HOURS)
        ]
        return found[self.today], usual

    @cached_property
    def this_hour(self) -> int:
        """The hour on the branch's clock."""
        return self.now.astimezone(ZoneInfo(self.branch.time_zone)).hour

    @cached_property
    def until_this_hour(self) -> tuple[int, int]:
        """Today's and a usual day's sums of the hours that are over."""
        today, usual = self.hours
        return sum(today[: self.this_hour]), sum(usual[: self.this_hour])

    @cached_property
    def terminal_days(self) -> Mapping[UUID, TerminalDay]:
        """Today's sales by terminal."""
        return terminal_figures(actor=self.actor, branch_id=self.branch_id, day=self.today)

    @cached_property
    def terminals(self) -> Sequence[Any]:
        """The branch's terminals that aren't revoked."""
        return list(list_terminals([self.branch_id]).filter(revoked_at=None))

    @cached_property
    def branch_days(self) -> Mapping[UUID, DayFigures]:
        """Today's sales by branch."""
        return branch_figures(actor=self.actor, day=self.today)

    @cached_property
    def own_latest(self) -> Sequence[Any]:
        """The person's newest sales today."""
        return latest_sales(
            actor=self.actor, branch_id=self.branch_id, day=self.today, person_id=self.actor.id
        )

    @cached_property
    def cases(self) -> OpenCases:
        """What waits to be settled."""
        return open_cases(actor=self.actor, branch_id=self.branch_id)

    @cached_property
    def answers_requests(self) -> bool:
        """Whether the person answers requests about data, and sees their register."""
        answers = self.actor.may(ERASE_PATIENTS, self.branch_id)
        return answers and self.actor.may_anywhere(VIEW_SUBJECT_REQUESTS)

    @cached_property
    def waiting(self) -> Mapping[str, int]:
        """Counts of what waits elsewhere, as ``today.awaited`` tells."""
        answers = self.answers_requests
        return counted(self.actor, self.branch_id, self.today, answers_requests=answers)

    @cached_property
    def low(self) -> int:
        """Products below their minimum."""
        return count_low(actor=self.actor, branch_id=self.branch_id)

    @cached_property
    def unseen(self) -> int:
        """Open alerts that nobody acknowledged."""
        return count_unseen(actor=self.actor, branch_id=self.branch_id)

    @cached_property
    def findings(self) -> int:
        """Batches of the stock that a public list names, not settled."""
        return count_findings(actor=self.actor)

    @cached_property
    def stock_differences(self) -> int:
        """What the last nightly proof of the books of stock found."""
        proof = last_proof()
        return proof.differences if proof else 0

    @cached_property
    def expired(self) -> ExpiringStock:
        """What is expired and still on the shelf."""
        return expired_stock(actor=self.actor, branch_id=self.branch_id, today=self.today)

    @cached_property
    def expiring(self) -> ExpiringStock:
        """What expires soon."""
        return expiring_stock(
            actor=self.actor, branch_id=self.branch_id, today=self.today, days=self.look_days
        )

    @cached_property
    def without_expiry(self) -> int:
        """Batches without an expiry."""
        return count_without_expiry(actor=self.actor, branch_id=self.branch_id)

    @cached_property
    def corrected_batches(self) -> int:
        """Batches whose expiry or number was changed lately, with somebody else's yes."""
        return lately_agreed(self.actor, self.branch_id).values("batch_id").distinct().count()

    @cached_property
    def requests(self) -> RequestsToday:
        """What waits for a yes of the person's, and which of theirs got one."""
        return requests_today(actor=self.actor)

    @cached_property
    def expiry_until(self) -> date:
        """The last day of the months that ``expiry_months`` tells of."""
        return _months_after(self.today.replace(day=1), MONTHS_AHEAD) - timedelta(days=1)

    @cached_property
    def expiry_months(self) -> Sequence[ExpiryMonth]:
        """What expires in this month and the five after it."""
        first = self.today.replace(day=1)
        months = [_months_after(first, number) for number in range(MONTHS_AHEAD)]
        found = {
            one.month: one
            for one in expiry_months(
                actor=self.actor,
                branch_id=self.branch_id,
                first=self.today + timedelta(days=1),
                last=self.expiry_until,
            )
        }
        nothing = 0 if self.actor.may(SEE_COSTS, self.branch_id) else None
        return [found.get(month, ExpiryMonth(month, 0, nothing)) for month in months]

    @cached_property
    def next_batches(self) -> Sequence[Any]:
        """The batches that expire first, expired ones apart."""
        rows = list_batches(actor=self.actor, branch_id=self.branch_id)
        soon = rows.filter(quantity__gt=0, batch__expires_on__gt=self.today, place__kind="shelf")
        return list(soon.order_by("batch__expires_on", "id")[:BATCHES_SHOWN])

    @cached_property
    def people(self) -> int:
        """Who may sign in."""
        return people_seen(actor=self.actor).filter(is_active=True).count()

    @cached_property
    def alarms(self) -> int:
        """Locked sign-ins that nobody looked at."""
        return count_alarms(actor=self.actor)

    @cached_property
    def failed_jobs(self) -> Sequence[Any]:
        """Work that failed lately, the newest first."""
        since = self.now - timedelta(days=FAILED_DAYS)
        failed = list_jobs(self.actor).filter(state="failed", finished_at__gte=since)
        return list(failed[:20])

    @cached_property
    def seal_alarm(self) -> SealTrouble | None:
        """What is wrong with the seal of the books."""
        return alarm()

    @cached_property
    def verification(self) -> Any:
        """The newest verification that ran to its end; None before the first."""
        return last_verification(self.actor)


def _months_after(first: date, number: int) -> date:
    months = first.year * 12 + first.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)
