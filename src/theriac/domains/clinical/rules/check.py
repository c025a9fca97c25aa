"""The whole check of a basket: each check that can run, and what can't be said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from theriac.domains.clinical.rules.allergies import allergies
from theriac.domains.clinical.rules.doses import doses
from theriac.domains.clinical.rules.duplicates import duplicates
from theriac.domains.clinical.rules.interactions import Holders, interactions
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind
from theriac.domains.clinical.rules.knowledge import Knowledge
from theriac.domains.clinical.rules.medicines import Content, Medicine, Person
from theriac.domains.clinical.rules.people import ages, conditions, pregnancy
from theriac.domains.clinical.rules.results import Alert, NotRun, Ran, Result
from theriac.domains.clinical.rules.weights import weighed

_OF_A_PERSON = (CheckKind.ALLERGIES, CheckKind.AGE, CheckKind.PREGNANCY, CheckKind.CONDITIONS)
_ALWAYS = (CheckKind.DUPLICATES,)
"""Checks that need no set."""

Findings = tuple[list[Alert], list[NotRun]]


def check(
    knowledge: Knowledge,
    medicines: Sequence[Medicine],
    person: Person | None,
    key: Callable[[str], str],
) -> Result:
    """Check the medicines for this person; None is an anonymous basket."""
    known = [_expanded(knowledge, one) for one in medicines]
    holders: dict[str, list[Medicine]] = {}
    for one in known:
        for content in one.contents:
            holders.setdefault(content.substance, []).append(one)
    alerts: list[Alert] = []
    ran: list[Ran] = []
    gaps: list[NotRun] = []
    for kind in CheckKind:
        if kind in _OF_A_PERSON and person is None:
            gaps.append(NotRun(kind, CheckGap.NO_PATIENT))
        elif not knowledge.sets.get(kind) and kind not in _ALWAYS:
            gaps.append(NotRun(kind, CheckGap.NO_SET))
        else:
            found, missing = _run(kind, knowledge, holders, known, person, key)
            alerts += found
            gaps += [
                NotRun(kind, CheckGap.NO_SUBSTANCE, one.name) for one in known if not one.contents
            ]
            gaps += missing
            ran.append(Ran(kind, tuple(knowledge.sets.get(kind, ()))))
    if knowledge.weights:
        alerts = [weighed(one, knowledge.weights) for one in alerts]
    order = list(CheckKind)
    alerts.sort(key=lambda one: (one.tier, not one.is_of_the_basket, order.index(one.check)))
    return Result(tuple(alerts), tuple(ran), tuple(gaps))


def _run(
    kind: CheckKind,
    knowledge: Knowledge,
    holders: Holders,
    medicines: Sequence[Medicine],
    person: Person | None,
    key: Callable[[str], str],
) -> Findings:
    if kind is CheckKind.INTERACTIONS:
        return interactions(knowledge, holders, medicines), []
    if kind is CheckKind.DUPLICATES:
        return duplicates(medicines, holders, of_one_person=person is not None)
    if kind is CheckKind.DOSES:
        return doses(knowledge, holders, person)
    told = person or Person()
    if kind is CheckKind.ALLERGIES:
        return allergies(knowledge, holders, told.allergies, medicines, key)
    by_person = {
        CheckKind.AGE: ages,
        CheckKind.PREGNANCY: pregnancy,
        CheckKind.CONDITIONS: conditions,
    }
    return by_person[kind](knowledge, holders, told)


def _expanded(knowledge: Knowledge, medicine: Medicine) -> Medicine:
    """The medicine by the substances that its contents' names mean.

    A combination's name says nothing of how much each has.
    """
    contents: dict[str, Content] = {}
    for one in medicine.contents:
        means = knowledge.substances_of(one.substance)
        for substance in means:
            amount = one.amount if len(means) == 1 else None
            contents.setdefault(substance, Content(substance, amount))
    return replace(medicine, contents=tuple(contents.values()))
