"""ddi_alerts, allergy_checks, atc_duplicates: the safety checks with the sets that are shipped."""

from __future__ import annotations

from functools import cache

from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.clinical.rules.check import check
from theriac.domains.clinical.rules.duplicates import duplicates
from theriac.domains.clinical.rules.kinds import CheckKind, Tier
from theriac.domains.clinical.rules.knowledge import Knowledge, SetName
from theriac.domains.clinical.rules.medicines import Allergy, Content, Medicine, Person
from theriac.domains.clinical.shipped import shipped_lines, shipped_sets
from theriac.surfaces.operations.conform.case import Case, CaseAnswer

_GIVEN = {Tier.STOP: "block", Tier.WARN: "warn"}


@cache
def shipped_knowledge() -> Knowledge:
    """All shipped sets, as if they were in force."""
    return Knowledge(
        (SetName(one.name, one.edition), shipped_lines(one).lines) for one in shipped_sets()
    )


def alerts_of_pairs(case: Case) -> CaseAnswer:
    """The pairs that the high-priority set names among these ingredients."""
    medicines = [_medicine(str(number), name) for number, name in enumerate(case["ingredients"])]
    found = check(shipped_knowledge(), medicines, None, substance_key)
    pairs = [list(one.subjects) for one in found.alerts if one.check is CheckKind.INTERACTIONS]
    return CaseAnswer(sorted(case["expect_pairs"]), sorted(pairs))


def allergy(case: Case) -> CaseAnswer:
    """What a recorded allergy says of one medicine."""
    person = Person(allergies=[Allergy(code="", text=case["allergy"])])
    medicines = [_medicine("1", case["dispense"])]
    found = check(shipped_knowledge(), medicines, person, substance_key)
    alerts = [one for one in found.alerts if one.check is CheckKind.ALLERGIES]
    given = next(("acknowledge" if one.acknowledge else _GIVEN[one.tier] for one in alerts), "none")
    return CaseAnswer(case["expect"], given)


def duplicate_codes(case: Case) -> CaseAnswer:
    """Which medicines duplicate each other by their ATC codes."""
    medicines = [
        Medicine(id=one["name"], name=one["name"], atc=one["atc"]) for one in case["medicines"]
    ]
    alerts, _gaps = duplicates(medicines, {}, of_one_person=True)
    given = [
        {
            "pair": sorted(one.name for one in alert.medicines),
            "level": alert.rule.removeprefix("duplicate:"),
        }
        for alert in alerts
    ]
    return CaseAnswer(case["expect"], given)


def _medicine(key: str, name: str) -> Medicine:
    return Medicine(id=key, name=name, contents=(Content(substance_key(name)),))
