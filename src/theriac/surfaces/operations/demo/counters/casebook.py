"""The demo's counters at the end of its last day: goods that came back, the queue, a device log."""

from __future__ import annotations

from datetime import datetime

from theriac.core.actor import Actor
from theriac.surfaces.operations.demo.counters.customer_returns import add_customer_returns
from theriac.surfaces.operations.demo.counters.device_logs import add_log_findings
from theriac.surfaces.operations.demo.counters.queue_tickets import add_queue
from theriac.surfaces.operations.demo.pharmacy import Founded
from theriac.surfaces.operations.demo.plan.settings import DemoCountry


def add_counter_work(
    country: DemoCountry, founded: Founded, code: str, staff: tuple[Actor, Actor], end: datetime
) -> dict[str, int]:
    """How many there are of each at the branch with this code; ``staff``: manager, pharmacist."""
    manager, pharmacist = staff
    here = founded.branches[code]
    terminal_id = founded.terminals[min(key for key in founded.terminals if key[0] == code)]
    people = (pharmacist, manager)
    return {
        "credit_notes": add_customer_returns(people, here, end, country.return_note),
        "tickets": add_queue(manager, here, terminal_id, end),
        "log_findings": add_log_findings(manager, here, end, country.log_note),
    }
