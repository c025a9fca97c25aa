"""offline_numbering: sales pushed by counters that number them by themselves.

Plays each case with the product's own commands in a scratch installation, on 20 November 2026.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.commands.void_number import void_number
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.sales.queries.cases import list_cases
from theriac.domains.sales.queries.sales import list_sales
from theriac.domains.sales.rules import ClockReading, ClockVerdict, judge_clock
from theriac.surfaces.operations.conform.case import Case
from theriac.surfaces.operations.conform.scenarios.scratch_shop import (
    NOON,
    Counter,
    Shop,
    counter_today,
    new_sale,
    open_shop,
)

ROLLED_BACK = True

_shop: list[Shop] = []


def prepare() -> None:
    """Found the pharmacy that the cases are played in."""
    with clock.at(NOON):
        _shop[:] = [open_shop()]


def expectation(case: Case, _given: str) -> str:
    """What the file expects."""
    return str(case["expect"])


def play(case: Case) -> str:
    """What the product does, in the words of the file."""
    with clock.at(NOON):
        if "skew_minutes" in case:
            return _skewed(timedelta(minutes=case["skew_minutes"]))
        if "date" in case:
            return _new_year(date.fromisoformat(case["date"]), case["previous_series"])
        if "two_counters" in case:
            return _side_by_side(case["two_counters"], case["sync_each"])
        counter = counter_today(_shop[0], "1")
        if counter.prefix != case["series"]:
            return f"the series is {counter.prefix}"
        pushed = [new_sale(counter, number) for number in range(1, case.get("have", 0) + 1)]
        for sale in pushed:
            counter.push(sale)
        if "same_content" in case:
            return _again(counter, pushed, case["sync"][0], same=case["same_content"])
        return _arrivals(counter, case["sync"])


def _missing() -> list[str]:
    return [
        violation.sentence
        for result in run_checks(["sales.numbers"])
        for violation in result.violations
    ]


def _arrivals(counter: Counter, sequences: list[int]) -> str:
    states = {counter.push(new_sale(counter, number)).state for number in sequences}
    if states != {PushState.BOOKED}:
        return f"not all booked: {states}"
    last = max(sequences)
    have = set(
        list_sales(actor=SYSTEM)
        .filter(series_id=counter.series_id)
        .values_list("sequence", flat=True)
    )
    gaps = sorted(set(range(1, last + 1)) - have)
    if not gaps:
        return f"ok, last={last}" if not _missing() else "a gap is told that isn't there"
    told = [f"Series {counter.prefix}: numbers {gap} to {gap} are missing." for gap in gaps]
    if _missing() != told:
        return f"the gap is told as {_missing()}"
    with transaction.atomic():
        for gap in gaps:
            counter.push(new_sale(counter, gap))
        arrived = not _missing()
        transaction.set_rollback(True)
    if not arrived:
        return "what arrived is still missing"
    for gap in gaps:
        void_number(
            actor=SYSTEM,
            branch_id=_shop[0].branch_id,
            series_id=counter.series_id,
            sequence=gap,
            reason="cancelled",
        )
    if _missing():
        return "a cancelled number is still missing"
    numbers = ", ".join(map(str, gaps))
    return f"accept {last}, raise gap alert for {numbers} until it arrives or is declared cancelled"


def _again(counter: Counter, pushed: list[PushedSale], number: int, *, same: bool) -> str:
    before = list_sales(actor=SYSTEM).count()
    sale = pushed[number - 1] if same else new_sale(counter, number)
    state = counter.push(sale).state
    booked = list_sales(actor=SYSTEM).count() - before
    if (state, booked) == (PushState.REPLAYED, 0):
        return "replay, no effect"
    held = AuditRecord.objects.filter(object_kind="sales.held_push", reason="number_used")
    first = list_sales(actor=SYSTEM).filter(id=pushed[number - 1].id)
    if (state, booked, held.exists(), first.exists()) == (PushState.HELD, 0, True, True):
        return "conflict, manual reconciliation, both kept"
    return f"{state}, {booked} booked"


def _side_by_side(prefixes: list[str], sequences: list[int]) -> str:
    counters = [counter_today(_shop[0], code) for code in ("1", "2")]
    if [counter.prefix for counter in counters] != prefixes:
        return f"the series are {[counter.prefix for counter in counters]}"
    states = {
        counter.push(new_sale(counter, number)).state
        for number in sequences
        for counter in counters
    }
    numbers = list(list_sales(actor=SYSTEM).values_list("number", flat=True))
    clash = len(set(numbers)) < len(numbers) or states != {PushState.BOOKED}
    return f"{len(numbers)} invoices, {'a' if clash else 'no'} clash"


def _new_year(on: date, previous: str) -> str:
    if counter_today(_shop[0], "1").prefix != previous:
        return f"the series before is {counter_today(_shop[0], '1').prefix}"
    with clock.at(datetime(on.year, on.month, on.day, 6, 30, tzinfo=UTC)):
        counter = counter_today(_shop[0], "1")
        state = counter.push(new_sale(counter, 1)).state
        numbers = list(list_sales(actor=SYSTEM).values_list("number", flat=True))
    if state is PushState.BOOKED and numbers == [f"{counter.prefix}000001"]:
        return f"new series {counter.prefix} starts at 1"
    return f"{state}: {numbers}"


def _skewed(skew: timedelta) -> str:
    counter = counter_today(_shop[0], "1")
    sale = new_sale(counter, 1, skew)
    if counter.push(sale).state is not PushState.BOOKED:
        return "not booked"
    kinds = set(list_cases(actor=SYSTEM).filter(sale_id=sale.id).values_list("kind", flat=True))
    if "clock" in kinds:
        return "accept, clock case"
    booked = list_sales(actor=SYSTEM).get(id=sale.id)
    reading = ClockReading(booked.occurred_at, booked.recorded_at, booked.business_on)
    return "accept with warning" if judge_clock(reading) is ClockVerdict.WARN else "accept"
