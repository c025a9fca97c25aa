"""dispensing_gates: what may be handed over on what."""

from __future__ import annotations

from theriac.countries.gates import Ground, PaperSeen
from theriac.countries.registry import profile_for
from theriac.surfaces.operations.conform.case import Case, CaseAnswer


def gate(case: Case) -> CaseAnswer:
    """The country's decision."""
    ground = Ground(
        prescription=PaperSeen(case["rx"]) if "rx" in case else None,
        copies=case.get("rx_copies", 1),
        holds_original=case.get("own_pharmacy_has_original", False),
        exception="owa" if case.get("owa") else None,
        permitted=case.get("pharmacist", True),
    )
    decision = profile_for(case["country"].lower()).gate(case["class"], ground)
    return CaseAnswer(case["expect"], decision.code)
