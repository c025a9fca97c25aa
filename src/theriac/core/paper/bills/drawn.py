"""A bill as PDF on the paper that is asked for."""

from __future__ import annotations

from theriac.core.paper.bills import PrintedBill
from theriac.core.paper.bills.roll import drawn_roll
from theriac.core.paper.bills.sheet import drawn_sheet
from theriac.core.paper.bills.sizes import BILL_PAPERS


def drawn_bill(bill: PrintedBill, paper: str) -> bytes:
    """The bill on one of BILL_PAPERS. Raises KeyError for another."""
    size = BILL_PAPERS[paper]
    return drawn_roll(bill, size) if size.is_roll else drawn_sheet(bill, size)
