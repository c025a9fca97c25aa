"""Who shouldn't take it: too young, pregnant or breastfeeding, with a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from theriac.domains.clinical.rules.interactions import Holders
from theriac.domains.clinical.rules.kinds import CHECK_OF, CheckGap, CheckKind, Kind
from theriac.domains.clinical.rules.knowledge import Knowledge, KnownLine, Line
from theriac.domains.clinical.rules.medicines import Medicine, Person
from theriac.domains.clinical.rules.results import Alert, NotRun, alert_of

PREGNANT, BREASTFEEDING = "Z33", "Z39"
Found = tuple[list[Alert], list[NotRun]]


def ages(knowledge: Knowledge, holders: Holders, person: Person) -> Found:
    """Medicines that aren't for somebody so young."""
    age = person.age_months
    if age is None:
        lines = _lines(knowledge, Kind.AGE, holders)
        return [], _gaps(CheckKind.AGE, CheckGap.NO_AGE, lines)
    return _met(knowledge, Kind.AGE, holders, lambda line: age < (line.to_months or 0)), []


def pregnancy(knowledge: Knowledge, holders: Holders, person: Person) -> Found:
    """Medicines that aren't for who is pregnant or breastfeeding, where that is known."""
    if not person.may_be_pregnant:
        return [], []
    states = {PREGNANT: person.is_pregnant, BREASTFEEDING: person.is_breastfeeding}
    unknown = [code for code, state in states.items() if state is None]
    lines = [
        one for one in _lines(knowledge, Kind.PREGNANCY, holders) if one[2].line.second in unknown
    ]
    alerts = _met(knowledge, Kind.PREGNANCY, holders, lambda line: bool(states.get(line.second)))
    return alerts, _gaps(CheckKind.PREGNANCY, CheckGap.NO_PREGNANCY, lines)


def conditions(knowledge: Knowledge, holders: Holders, person: Person) -> Found:
    """Medicines that aren't for who has a condition; conditions in words can't be compared."""
    gaps = [
        NotRun(CheckKind.CONDITIONS, CheckGap.UNREAD_CONDITION, words)
        for words in person.unread_conditions
    ]
    alerts = _met(
        knowledge,
        Kind.CONDITION,
        holders,
        lambda line: any(code.startswith(line.second) for code in person.conditions),
    )
    return alerts, gaps


def _lines(
    knowledge: Knowledge, kind: Kind, holders: Holders
) -> list[tuple[str, list[Medicine], KnownLine]]:
    return list(_each(knowledge, kind, holders))


def _each(
    knowledge: Knowledge, kind: Kind, holders: Holders
) -> Iterator[tuple[str, list[Medicine], KnownLine]]:
    by_term = knowledge.by_term[kind]
    for substance, medicines in holders.items():
        for term in knowledge.terms_of(substance):
            for known in by_term.get(term, ()):
                yield substance, list(medicines), known


def _met(
    knowledge: Knowledge, kind: Kind, holders: Holders, holds: Callable[[Line], bool]
) -> list[Alert]:
    return [
        alert_of(CHECK_OF[kind], known, _subjects(substance, known), medicines)
        for substance, medicines, known in _each(knowledge, kind, holders)
        if holds(known.line)
    ]


def _subjects(substance: str, known: KnownLine) -> tuple[str, ...]:
    return (substance, known.line.second) if known.line.second else (substance,)


def _gaps(
    check: CheckKind, why: CheckGap, lines: list[tuple[str, list[Medicine], KnownLine]]
) -> list[NotRun]:
    names = {one.name: None for _substance, medicines, _known in lines for one in medicines}
    return [NotRun(check, why, name) for name in names]
