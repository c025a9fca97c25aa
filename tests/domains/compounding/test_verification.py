"""`verify` finds a preparation that doesn't say what moved, or whose batch cost something else."""

from __future__ import annotations

import pytest
from django.db.models import F

from tests.support.compounding import add_checker, make, written
from tests.support.shop import Shop
from theriac.core.verification.registry import run_checks
from theriac.domains.compounding.commands.settle import discard_preparation
from theriac.domains.compounding.models import Preparation

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


def found() -> list[str]:
    """What the check of preparations finds."""
    return [
        violation.code
        for result in run_checks()
        if result.name == "compounding.preparations"
        for violation in result.violations
    ]


@pytest.mark.usefixtures("within_a_command")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"units": F("units") + 1}, "compounding.units_differ"),
        ({"cost": F("cost") - 1}, "compounding.cost_differs"),
        ({"batch": None}, "compounding.loose_movement"),
    ],
)
def test_what_a_preparation_says_is_compared(
    shop: Shop, change: dict[str, object], code: str
) -> None:
    row = make(shop, written(shop))
    assert found() == []
    Preparation.objects.filter(id=row.id).update(**change)
    assert code in found()


def test_what_was_made_and_discarded_is_as_it_says(shop: Shop) -> None:
    row = make(shop, written(shop))
    discard_preparation(
        actor=add_checker(shop),
        branch_id=shop.branch_id,
        preparation_id=row.id,
        version=row.version,
        code="appearance",
        reason="Too pale",
    )
    assert found() == []
