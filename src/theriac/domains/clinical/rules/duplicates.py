"""Two medicines for the same: by their ATC codes, and by a substance that both hold.

Seven equal characters are one ingredient, five one chemical group; less says nothing (WHO's
structure of 1, 3, 4, 5 and 7 characters). What acts where it is put and what is swallowed don't
duplicate each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from theriac.domains.clinical.rules.interactions import Holders
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind, Tier
from theriac.domains.clinical.rules.medicines import ATC_GROUP, ATC_SUBSTANCE, Medicine
from theriac.domains.clinical.rules.results import Alert, NotRun

SAME_INGREDIENT, SAME_GROUP = "same_ingredient", "same_atc4"
_SAID: Mapping[str, Mapping[str, str]] = {
    SAME_INGREDIENT: {
        "en": "Both contain the same active substance: the doses add up.",
        "id": "Keduanya berisi zat aktif yang sama: dosisnya bertambah.",
    },
    SAME_GROUP: {
        "en": "Both belong to the same group and work alike.",
        "id": "Keduanya satu golongan dan bekerja serupa.",
    },
}
_TO_DO = {
    "en": "Ask whether both are meant. If not, dispense one.",
    "id": "Tanyakan apakah keduanya memang dimaksud. Jika tidak, serahkan satu saja.",
}
_SOURCE = "WHO ATC"


def duplicates(
    medicines: Sequence[Medicine], holders: Holders, *, of_one_person: bool
) -> tuple[list[Alert], list[NotRun]]:
    """One alert a pair of medicines, the harder one; what has no ATC code is named.

    One ingredient twice stops where one person takes both. In an anonymous basket it warns: tablets
    for the mother and syrup for the child are bought together.
    """
    found: dict[tuple[str, str], tuple[str, str, tuple[Medicine, Medicine]]] = {}
    for substance, having in holders.items():
        for one, two in combinations(having, 2):
            if one.is_local == two.is_local:
                found.setdefault((one.id, two.id), (SAME_INGREDIENT, substance, (one, two)))
    coded = [one for one in medicines if len(one.atc) == ATC_SUBSTANCE]
    for one, two in combinations(coded, 2):
        if one.atc[:ATC_GROUP] == two.atc[:ATC_GROUP]:
            level = SAME_INGREDIENT if one.atc == two.atc else SAME_GROUP
            code = one.atc if level == SAME_INGREDIENT else one.atc[:ATC_GROUP]
            found.setdefault((one.id, two.id), (level, code, (one, two)))
    alerts = [
        Alert(
            check=CheckKind.DUPLICATES,
            tier=Tier.STOP if of_one_person and level == SAME_INGREDIENT else Tier.WARN,
            rule=f"duplicate:{level}",
            subjects=(code,),
            medicines=pair,
            said=_SAID[level],
            to_do=_TO_DO,
            source=_SOURCE,
        )
        for level, code, pair in found.values()
    ]
    gaps = [
        NotRun(CheckKind.DUPLICATES, CheckGap.NO_ATC, one.name)
        for one in medicines
        if len(one.atc) != ATC_SUBSTANCE
    ]
    return alerts, gaps
