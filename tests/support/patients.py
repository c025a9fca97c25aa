"""Invented patients for tests, registered through the domain's own commands."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.support.shop import Shop
from theriac.domains.patients.commands.register import register_patient
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.rules.particulars import ContactPoint, Particulars

BORN = date(1990, 7, 1)
NIK = "3273054107900002"
"""Of a woman born on that day."""


def particulars(names: str = "Siti Nurhaliza", **more: Any) -> Particulars:
    """A person with a birth date and a telephone, unless told otherwise."""
    given: dict[str, Any] = {
        "birth_date": BORN,
        "contacts": [ContactPoint("phone", "0812 3456 7890")],
        **more,
    }
    return Particulars(names=names, **given)


def register(shop: Shop, names: str = "Siti Nurhaliza", **more: Any) -> PatientId:
    """Register somebody, alike or not."""
    return register_patient(
        actor=shop.owner,
        branch_id=shop.branch_id,
        particulars=particulars(names, **more),
        is_another=True,
    )
