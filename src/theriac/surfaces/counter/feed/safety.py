"""The sets of safety checks as a device keeps them, and results in the form of its own."""

from __future__ import annotations

from theriac.domains.clinical.queries.knowledge import KnowledgeForDevices
from theriac.domains.clinical.rules.devices import SetForDevices
from theriac.domains.clinical.rules.knowledge import Line, SetName
from theriac.domains.clinical.rules.results import Alert, Result
from theriac.surfaces.counter.wire.safety import (
    FoundAlertOut,
    NotRunOut,
    PatientCheckOut,
    RanOut,
    RuleWeightOut,
    SafetyLineOut,
    SafetyOut,
    SafetySetOut,
    SetNameOut,
)


def safety_out(known: KnowledgeForDevices) -> SafetyOut:
    """All that a device keeps to check baskets by."""
    return SafetyOut(
        version=known.version,
        sets=[set_out(one) for one in known.sets],
        weights=[
            RuleWeightOut(check=check, set_name=set_name, rule=rule, tier=int(tier))
            for (check, set_name, rule), tier in known.weights.items()
        ],
    )


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
        amount=line.amount,
        by_weight=line.by_weight,
        from_months=line.from_months,
        to_months=line.to_months,
    )


def result_out(result: Result) -> PatientCheckOut:
    """The result as a device would have found it."""
    return PatientCheckOut(
        alerts=[_alert(one) for one in result.alerts],
        ran=[
            RanOut(check=one.check, sets=[_named(each) for each in one.sets]) for one in result.ran
        ],
        not_run=[NotRunOut(check=one.check, why=one.why, what=one.what) for one in result.not_run],
    )


def _alert(one: Alert) -> FoundAlertOut:
    return FoundAlertOut(
        check=one.check,
        tier=int(one.tier),
        rule=one.rule,
        subjects=list(one.subjects),
        medicines=[each.id for each in one.medicines],
        said=dict(one.said),
        to_do=dict(one.to_do),
        source=one.source,
        of=_named(one.of) if one.of else None,
        arithmetic=one.arithmetic,
        acknowledge=one.acknowledge,
    )


def _named(one: SetName) -> SetNameOut:
    return SetNameOut(name=one.name, edition=one.edition)
