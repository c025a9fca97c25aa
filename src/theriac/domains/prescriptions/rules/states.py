"""The states of a prescription and the jumps between them, in this pharmacy's and FHIR's words."""

from __future__ import annotations

from collections.abc import Mapping

RECEIVED, REVIEWING, QUERIED, APPROVED = "received", "reviewing", "queried", "approved"
PREPARING, VERIFIED, READY, PAUSED = "preparing", "verified", "ready", "paused"
HANDED_OVER, CLOSED, REFUSED, CANCELLED = "handed_over", "closed", "refused", "cancelled"

BOARD = (RECEIVED, REVIEWING, QUERIED, APPROVED, PREPARING, VERIFIED, READY, PAUSED)
"""What somebody has work with, in the order of the board's columns."""
ENDED = (CLOSED, REFUSED, CANCELLED)
COMPOUNDED_IN = (REVIEWING, APPROVED, PREPARING)
"""Where a preparation may be written for a line: while it is judged, so that its ingredients are
checked, and until it is prepared."""

JUMPS: Mapping[str, tuple[str, ...]] = {
    RECEIVED: (REVIEWING, PAUSED, CANCELLED),
    REVIEWING: (APPROVED, QUERIED, REFUSED, PAUSED, CANCELLED),
    QUERIED: (REVIEWING, REFUSED, PAUSED, CANCELLED),
    APPROVED: (PREPARING, REVIEWING, PAUSED, CANCELLED),
    PREPARING: (VERIFIED, REVIEWING, PAUSED, CANCELLED),
    VERIFIED: (READY, PREPARING, PAUSED, CANCELLED),
    READY: (HANDED_OVER, PREPARING, PAUSED, CANCELLED),
    PAUSED: (RECEIVED, REVIEWING, QUERIED, APPROVED, PREPARING, VERIFIED, READY, CANCELLED),
    HANDED_OVER: (CLOSED, REVIEWING),
    CLOSED: (),
    REFUSED: (),
    CANCELLED: (),
}
"""Whither each state may go. A paused one goes back to where it was paused, or is cancelled; one
that was handed over is reviewed anew for a repeat or for what is owed."""

REQUEST_STATUS: Mapping[str, str] = {
    RECEIVED: "draft",
    REVIEWING: "draft",
    QUERIED: "draft",
    PAUSED: "on-hold",
    HANDED_OVER: "active",
    CLOSED: "completed",
    REFUSED: "stopped",
    CANCELLED: "cancelled",
}
"""FHIR R4 MedicationRequest.status; what isn't named is active."""

DISPENSE_STATUS: Mapping[str, str] = {
    APPROVED: "preparation",
    PREPARING: "preparation",
    VERIFIED: "in-progress",
    READY: "in-progress",
    PAUSED: "on-hold",
    HANDED_OVER: "completed",
    CLOSED: "completed",
    REFUSED: "declined",
    CANCELLED: "cancelled",
}
"""FHIR R4 MedicationDispense.status; before an approval there is none."""


def may_go(state: str, target: str, paused_from: str = "") -> bool:
    """Whether a prescription may go from a state to another."""
    if target not in JUMPS[state]:
        return False
    return state != PAUSED or target in (paused_from, CANCELLED)


def request_status(state: str) -> str:
    """FHIR's word for a prescription in this state."""
    return REQUEST_STATUS.get(state, "active")


def dispense_status(state: str) -> str:
    """FHIR's word for its dispensing; "" where none has begun."""
    return DISPENSE_STATUS.get(state, "")
