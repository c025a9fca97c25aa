"""What the tests of the safety checks share: the shipped knowledge, and medicines by few words."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.clinical.rules.check import check
from theriac.domains.clinical.rules.devices import for_devices
from theriac.domains.clinical.rules.kinds import CheckKind
from theriac.domains.clinical.rules.knowledge import Knowledge, SetName
from theriac.domains.clinical.rules.medicines import Content, Dose, Medicine, Person
from theriac.domains.clinical.rules.results import Result
from theriac.domains.clinical.shipped import shipped_lines, shipped_sets
from theriac.surfaces.counter.feed.safety import set_out


@cache
def knowledge() -> Knowledge:
    return Knowledge(
        (SetName(one.name, one.edition), shipped_lines(one).lines) for one in shipped_sets()
    )


@cache
def sets_on_devices() -> list[dict[str, Any]]:
    """The shipped sets as a counter keeps them."""
    return [
        set_out(for_devices(SetName(one.name, one.edition), shipped_lines(one).lines)).model_dump(
            mode="json", exclude_defaults=True
        )
        for one in shipped_sets()
    ]


def medicine(
    name: str,
    *substances: tuple[str, int],
    atc: str = "",
    form: str = "tablet",
    dose: tuple[int, int] | None = None,
    active: bool = False,
) -> Medicine:
    """A medicine of substances with milligrams in one unit, taken (times, units) a day."""
    return Medicine(
        id=name,
        name=name,
        contents=tuple(Content(one, Fraction(amount) * 1000) for one, amount in substances),
        atc=atc,
        dose_form=form,
        doses=(Dose(dose[0], Fraction(dose[1])),) if dose else (),
        is_active=active,
    )


def checked(*medicines: Medicine, person: Person | None = None) -> Result:
    return check(knowledge(), medicines, person, substance_key)


def rules(result: Result, kind: CheckKind) -> list[str]:
    return [one.rule for one in result.alerts if one.check is kind]
