"""The sets of safety checks as a device keeps them."""

from __future__ import annotations

from theriac.domains.clinical.rules.devices import SetForDevices
from theriac.domains.clinical.rules.knowledge import Line
from theriac.surfaces.counter.wire.safety import SafetyLineOut, SafetySetOut


def set_out(one: SetForDevices) -> SafetySetOut:
    """The set with the lines that a device asks."""
    return SafetySetOut(
        name=one.of.name,
        edition=one.of.edition,
        checks=list(one.checks),
        lines=[_line(line) for line in one.lines],
    )


def _line(line: Line) -> SafetyLineOut:
    return SafetyLineOut(
        kind=line.kind,
        first=line.first,
        second=line.second,
        rule=line.rule,
        tier=int(line.tier),
        said=dict(line.said),
        to_do=dict(line.to_do),
        source=line.source,
        by_weight=line.by_weight,
        from_months=line.from_months,
        to_months=line.to_months,
    )
