"""What can't be told of a service: slips of the finger, the wrong kind, days gone by."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from theriac.core.ids import new_id
from theriac.domains.services.problems import ServiceRefused
from theriac.domains.services.rules.facts import (
    MeasuredValue,
    ServiceDone,
    ServiceOffer,
    VaccineDose,
    check_done,
    check_offer,
    content_of,
)
from theriac.domains.services.rules.quantities import QUANTITIES

pytestmark = pytest.mark.rows("EXT-01")
TODAY = date(2026, 12, 1)
VACCINE = new_id()


def values(**given: int) -> ServiceDone:
    told: Any = [{"quantity": name, "value": value} for name, value in given.items()]
    return ServiceDone(values=[MeasuredValue(**one) for one in told])


def amiss(done: ServiceDone, kind: str = "measurement") -> dict[str, str]:
    asked = ("systolic", "diastolic", "temperature")
    try:
        check_done(done, kind, quantities=asked, vaccines={VACCINE}, today=TODAY)
    except ServiceRefused as refused:
        return {name: str(words) for name, words in refused.errors.items()}
    return {}


def dose(**facts: Any) -> ServiceDone:
    usual = {"product_id": VACCINE, "batch_id": new_id(), "site": "left_arm", "route": "im"}
    return ServiceDone(vaccine=VaccineDose(**{**usual, **facts}))


def test_values_within_their_bounds() -> None:
    assert amiss(values(systolic=120, diastolic=80, temperature=365)) == {}
    assert amiss(values(temperature=36)) == {
        "values.0.value": "Temperature: enter a value from 30.0 to 45.0 °C."
    }
    assert amiss(values(systolic=80, diastolic=120)) == {
        "values": "The systolic value must be above the diastolic value. Check both."
    }
    assert list(amiss(values(glucose=100))) == ["values.0.quantity"]
    assert list(amiss(ServiceDone())) == ["values"]
    assert list(amiss(dose())) == ["values", "vaccine"]


def test_doses_and_remarks() -> None:
    assert amiss(dose(), "vaccination") == {}
    assert list(amiss(dose(next_due_on=TODAY), "vaccination")) == ["vaccine.next_due_on"]
    assert list(amiss(dose(product_id=new_id()), "vaccination")) == ["vaccine.product_id"]
    assert list(amiss(ServiceDone(), "vaccination")) == ["vaccine"]
    assert list(amiss(ServiceDone(), "consultation")) == ["remark"]
    assert amiss(ServiceDone(remark="Inhaler shown"), "consultation") == {}


def test_an_offer_has_what_its_kind_has() -> None:
    for kind, more, field in (
        ("measurement", {}, "quantities"),
        ("vaccination", {}, "vaccine_ids"),
        ("other", {"quantities": ["pulse"]}, "quantities"),
        ("other", {"vaccine_ids": [VACCINE]}, "vaccine_ids"),
    ):
        told: dict[str, Any] = {"name": "X", "kind": kind, "product_id": VACCINE, **more}
        with pytest.raises(ServiceRefused) as refused:
            check_offer(ServiceOffer(**told))
        assert list(refused.value.errors) == [field]


def test_what_is_kept_stands_in_the_order_of_the_slip() -> None:
    kept = content_of(values(temperature=365, systolic=120))
    assert [one["quantity"] for one in kept["values"]] == ["systolic", "temperature"]
    assert QUANTITIES["temperature"].written(365) == "36.5"
    assert QUANTITIES["uric_acid"].written(5, ",") == "0,5"
    assert content_of(dose(next_due_on=date(2027, 1, 1)))["next_due_on"] == "2027-01-01"
