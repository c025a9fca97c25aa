"""Valid requests about tills: sessions of a program's terminal, and what devices sent."""

from __future__ import annotations

from uuid import UUID

from tests.support.log_findings import a_log_finding
from tests.support.shop import Shop
from tests.support.tills import closed_till, held_opening
from tests.surfaces.api.pieces import Asked
from theriac.core.actor import SYSTEM
from theriac.domains.device_logs.models import LogFinding
from theriac.domains.organisation.commands.terminals import register_terminal
from theriac.domains.organisation.models import Terminal
from theriac.domains.tills.commands.run_till import open_till
from theriac.domains.tills.ids import TillSessionId
from theriac.domains.tills.models import HeldTillDocument, TillSession


def program_till(shop: Shop) -> TillSessionId:
    """An open session of another program's terminal, which is made for it."""
    code = f"T{Terminal.objects.filter(branch_id=shop.branch_id).count()}"
    terminal = register_terminal(
        actor=SYSTEM, branch_id=shop.branch_id, code=code, name=code, kind="api"
    )
    return open_till(actor=shop.owner, branch_id=shop.branch_id, terminal_id=terminal, cash=900)


def the_session(shop: Shop) -> UUID:
    """The branch's first session; made at first need."""
    rows = TillSession.objects.filter(branch_id=shop.branch_id).order_by("id")
    return rows.values_list("id", flat=True).first() or closed_till(shop, short=5)


def the_held(shop: Shop) -> UUID:
    """A document on hold; made at first need."""
    rows = HeldTillDocument.objects.filter(branch_id=shop.branch_id, decided_at=None)
    return rows.values_list("id", flat=True).first() or held_opening(shop)


def till_reads(shop: Shop) -> dict[str, str]:
    the_held(shop)
    finding = LogFinding.objects.filter(branch_id=shop.branch_id).first() or a_log_finding(shop)
    return {
        "listConflicts": "/conflicts?kind=device_logs.finding&reason=edited",
        "listLogFindings": "/device-logs/findings?is_open=true&kind=edited",
        "getLogFinding": f"/device-logs/findings/{finding.id}",
        "listTillSessions": f"/till-sessions?state=closed&terminal_id={shop.terminal_id}",
        "readTillSession": f"/till-sessions/{the_session(shop)}",
        "listHeldTillDocuments": "/till-documents?reason=unsigned",
    }


def till_writes(shop: Shop) -> dict[str, Asked]:
    at = f"/till-sessions/{closed_till(shop, short=5)}"
    moved = {"kind": "cash_in", "reason": "change", "amount": 500}
    note = {"note": "asked the cashier"}
    return {
        "settleLogFinding": Asked(
            "POST", f"/device-logs/findings/{a_log_finding(shop).id}/settle", note
        ),
        "openTill": Asked("POST", "/till-sessions", {"cash": 100_000}),
        "moveCash": Asked("POST", f"/till-sessions/{program_till(shop)}/moves", {"move": moved}),
        "closeTill": Asked(
            "POST",
            f"/till-sessions/{program_till(shop)}/close",
            {"count": {"cash": [{"value": 900, "pieces": 1}]}},
        ),
        "settleTill": Asked(
            "POST",
            f"{at}/settle",
            {"why": "unknown", **note},
            edits=f"{at}?branch_id={shop.branch_id}",
        ),
        "takeHeldTillDocument": Asked("POST", f"/till-documents/{held_opening(shop)}/take", note),
        "dismissHeldTillDocument": Asked(
            "POST", f"/till-documents/{held_opening(shop)}/dismiss", note
        ),
    }
