"""Allergies: the same substance or class stops, a class known to cross warns.

Words that nothing matches are never passed over: they wait for somebody to look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from theriac.domains.clinical.rules.interactions import Holders
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind, Tier
from theriac.domains.clinical.rules.knowledge import Knowledge
from theriac.domains.clinical.rules.medicines import Allergy, Medicine
from theriac.domains.clinical.rules.results import Alert, NotRun, alert_of

ALLERGEN_NAMES: Mapping[str, str] = {
    "sulfonamide antibiotics": "sulfonamides",
    "anti inflammatory painkillers nsaids": "nsaids",
}
"""Other words for the classes of the patients' list."""
EXCIPIENTS = frozenset("egg milk peanut soya seafood latex lactose gluten".split())
"""Allergens of the patients' list that are no medicine; what else is in a pack isn't known."""
_WORDS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "same": (
        {"en": "Recorded allergy to this medicine or its class.",
         "id": "Alergi terhadap obat ini atau golongannya tercatat."},
        {"en": "Don’t dispense. Ask the prescriber for another class.",
         "id": "Jangan serahkan. Minta golongan lain kepada dokter."},
    ),
    "unread": (
        {"en": "The recorded allergy matches no substance or class.",
         "id": "Alergi yang tercatat tidak cocok dengan zat atau golongan mana pun."},
        {"en": "Ask the patient what it was and compare it with these medicines.",
         "id": "Tanyakan kepada pasien apa obatnya, lalu bandingkan dengan obat ini."},
    ),
}  # fmt: skip


def allergies(
    knowledge: Knowledge,
    holders: Holders,
    recorded: Sequence[Allergy],
    all_medicines: Sequence[Medicine],
    key: Callable[[str], str],
) -> tuple[list[Alert], list[NotRun]]:
    """Alerts, and allergies that can't be checked; ``key`` gives a word its one writing."""
    alerts: list[Alert] = []
    gaps: list[NotRun] = []
    for allergy in recorded:
        terms = _terms(knowledge, key(allergy.words), key(allergy.code), holders)
        if terms is not None:
            alerts += _met(knowledge, allergy, terms, holders)
        elif {key(allergy.words), key(allergy.code)} & EXCIPIENTS:
            gaps.append(NotRun(CheckKind.ALLERGIES, CheckGap.EXCIPIENTS, allergy.words))
        else:
            gaps.append(NotRun(CheckKind.ALLERGIES, CheckGap.UNREAD_ALLERGY, allergy.words))
            alerts.append(_unread(allergy, all_medicines))
    return alerts, gaps


def _terms(
    knowledge: Knowledge, words: str, code: str, holders: Holders
) -> tuple[set[str], set[str]] | None:
    """Substances of an allergy, and the classes that count as the same; None: not known."""
    for word in (words, code):
        name = ALLERGEN_NAMES.get(word, word)
        classes = knowledge.class_terms.get(name, set()) & knowledge.allergens
        if classes:
            return set(), classes
        substances = set(knowledge.substances_of(name))
        if all(knowledge.knows(one) or one in holders for one in substances) and name:
            inside = {term for one in substances for term in knowledge.classes.get(one, ())}
            return substances, inside & knowledge.allergens
    return None


def _met(
    knowledge: Knowledge,
    allergy: Allergy,
    terms: tuple[set[str], set[str]],
    holders: Holders,
) -> Iterable[Alert]:
    substances, classes = terms
    for substance, medicines in holders.items():
        own = knowledge.classes.get(substance, set())
        if substance in substances or own & classes:
            said, to_do = _WORDS["same"]
            if substance not in substances:
                said = _of_class(substance, own & classes)
            yield Alert(
                check=CheckKind.ALLERGIES,
                tier=Tier.STOP,
                rule=f"allergy:{'substance' if substance in substances else 'class'}",
                subjects=(substance, allergy.words),
                medicines=tuple(medicines),
                said=said,
                to_do=to_do,
                of=next(iter(knowledge.sets[CheckKind.ALLERGIES]), None),
            )
            continue
        reach = {
            other: known
            for term in sorted(classes | substances)
            for other, known in knowledge.crosses.get(term, {}).items()
        }
        for term in sorted((own | {substance}) & reach.keys())[:1]:
            yield alert_of(CheckKind.ALLERGIES, reach[term], (substance, allergy.words), medicines)


def _of_class(substance: str, shared: set[str]) -> Mapping[str, str]:
    """Why a medicine meets an allergy to its class: which class it is, as the set calls it."""
    names = ", ".join(sorted({term.partition(":")[2] or term for term in shared}))
    return {
        "en": f"{substance} belongs to {names}. The recorded allergy is to that class.",
        "id": f"{substance} termasuk {names}. Alergi yang tercatat adalah terhadap golongan itu.",
    }


def _unread(allergy: Allergy, medicines: Sequence[Medicine]) -> Alert:
    said, to_do = _WORDS["unread"]
    return Alert(
        check=CheckKind.ALLERGIES,
        tier=Tier.WARN,
        rule="allergy:unread",
        subjects=(allergy.words,),
        medicines=tuple(one for one in medicines if not one.is_active),
        said=said,
        to_do=to_do,
        acknowledge=True,
    )
