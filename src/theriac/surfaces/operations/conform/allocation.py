"""fefo_allocation: which batches a sale takes."""

from __future__ import annotations

from datetime import date

from theriac.domains.stock.rules.allocation import AllocationCandidate, allocate, order_candidates
from theriac.surfaces.operations.conform.case import Case, CaseAnswer


def _candidate(batch: Case) -> AllocationCandidate:
    return AllocationCandidate(
        id=batch["id"],
        quantity=batch["qty"],
        expires_on=date.fromisoformat(batch["expiry"]) if batch["expiry"] else None,
        received_on=date.fromisoformat(batch["received"]),
        held=batch["status"] != "available",
    )


def fefo(case: Case) -> CaseAnswer:
    """The allocation, or how much is short."""
    ordered = order_candidates(
        [_candidate(batch) for batch in case["batches"]],
        today=date.fromisoformat(case["today"]),
        min_days=case["min_days"],
        largest_pack=case.get("pack_size", 1),
    )
    result = allocate(ordered, case["qty"])
    if result.short:
        return CaseAnswer(case["expect"], {"ok": False, "short": result.short})
    taken = [{"batch": take.id, "qty": take.quantity} for take in result.takes]
    return CaseAnswer(case["expect"], {"ok": True, "allocation": taken})
