"""Prescribing systems and their keys: registered once, for days that are days."""

from __future__ import annotations

import pytest

from tests.support.eprescriptions import a_system
from tests.support.shop import Shop, add_staff
from theriac.core.problems import NotPermitted
from theriac.domains.eprescriptions.commands.systems import (
    SystemWritten,
    register_system,
)
from theriac.domains.eprescriptions.problems import SystemRefused

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-06")]


def test_a_system_is_registered_once(shop: Shop) -> None:
    a_system(shop)
    with pytest.raises(SystemRefused):
        a_system(shop)
    told = {"branch_id": shop.branch_id, "facts": SystemWritten(name="x", namespace="not a uri")}
    with pytest.raises(SystemRefused):
        register_system(actor=shop.owner, **told)
    with pytest.raises(NotPermitted):
        register_system(actor=add_staff("pharmacist", shop.branch_id, "ani"), **told)
