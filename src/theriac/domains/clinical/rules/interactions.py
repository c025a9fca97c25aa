"""Interactions: every unordered pair of substances, over the basket and the active medicines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from theriac.domains.clinical.rules.kinds import CheckKind
from theriac.domains.clinical.rules.knowledge import ATC, Knowledge, KnownLine
from theriac.domains.clinical.rules.medicines import Medicine
from theriac.domains.clinical.rules.results import Alert, alert_of

Holders = Mapping[str, Sequence[Medicine]]
"""Each substance with the medicines that hold it."""


ATC_LENGTHS = (3, 4, 5, 7)


def interactions(
    knowledge: Knowledge, holders: Holders, medicines: Sequence[Medicine]
) -> list[Alert]:
    """One alert a pair of substances and rule; what one medicine alone combines is none."""
    present = _present(knowledge, holders, medicines)
    found: dict[tuple[str, str, str], Alert] = {}
    for term in present.keys() & knowledge.pairs.keys():
        others = knowledge.pairs[term]
        for other in present.keys() & others.keys():
            for one, two in _met(present[term], present[other]):
                _take(found, others[other], (one, two), holders)
    return [found[key] for key in sorted(found)]


def _present(
    knowledge: Knowledge, holders: Holders, medicines: Sequence[Medicine]
) -> dict[str, list[str]]:
    """Each term with the substances that have it.

    Sets that speak of ATC codes meet a medicine by its own and by the groups that hold it.
    """
    present: dict[str, list[str]] = {}
    for substance in holders:
        for term in knowledge.terms_of(substance):
            present.setdefault(term, []).append(substance)
    coded = [one for one in medicines if one.atc and one.contents] if knowledge.has_atc else []
    for medicine in coded:
        for length in ATC_LENGTHS:
            term = f"{ATC}{medicine.atc[:length]}"
            present.setdefault(term, []).append(medicine.contents[0].substance)
    return present


def _met(firsts: Sequence[str], seconds: Sequence[str]) -> Iterable[tuple[str, str]]:
    return ((one, two) for one in firsts for two in seconds if one < two)


def _take(
    found: dict[tuple[str, str, str], Alert],
    lines: Sequence[KnownLine],
    pair: tuple[str, str],
    holders: Holders,
) -> None:
    medicines = [*holders[pair[0]], *holders[pair[1]]]
    if len({one.id for one in medicines}) < 2:
        return
    for known in lines:
        alert = alert_of(CheckKind.INTERACTIONS, known, pair, medicines)
        key = (*pair, f"{known.of.name}/{alert.rule}")
        if key not in found or alert.tier < found[key].tier:
            found[key] = alert
