"""The sets of safety checks in force, as a counter keeps them."""

from __future__ import annotations

from pydantic import BaseModel

from theriac.domains.clinical.rules.kinds import CheckKind, Kind


class SafetyLineOut(BaseModel):
    """A line of a set; what is left out is "", None or False."""

    kind: Kind
    first: str
    second: str = ""
    rule: str = ""
    tier: int
    said: dict[str, str] = {}
    to_do: dict[str, str] = {}
    source: str = ""
    by_weight: bool = False
    from_months: int | None = None
    to_months: int | None = None


class SafetySetOut(BaseModel):
    """A set with its lines that a device asks, and the checks that it serves."""

    name: str
    edition: str
    checks: list[CheckKind]
    lines: list[SafetyLineOut]


class SafetyOut(BaseModel):
    """All sets in force; ``version`` is what the settings of the feed name."""

    version: str
    sets: list[SafetySetOut]
