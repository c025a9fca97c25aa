"""The waitlist as a table: who stands in line, filtered, found, exported."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.support.patients import register
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import at, join
from theriac.domains.waitlist.commands.leave import leave_waitlist

pytestmark = pytest.mark.rows("CUS-09")


def names(page: Any) -> list[str]:
    return [row.name for row in page.context["rows"]]


@pytest.fixture
def _line(shop: Shop) -> None:
    """One with goods on hold, a patient and an urgent ticket that wait, one who left."""
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 2)
    join(shop, medicine, 2, "A1")
    join(shop, medicine, 3, patient_id=register(shop))
    join(shop, add_medicine(shop, "Zinc 20 mg tablet"), 1, "A3", priority="urgent")
    leave_waitlist(**at(shop, join(shop, medicine, 1, "A4")), reason="Bought elsewhere")


@pytest.mark.usefixtures("_line")
def test_the_list_tells_who_stands_in_line(owner: Client) -> None:
    page = owner.get("/waitlist/")
    assert names(page) == ["Ticket A1", "Siti Nurhaliza", "Ticket A3"]
    for words in ("3 customers", "Paracetamol 500 mg tablet, 2 tablets", "To tell", "Hold time"):
        assert words in page.text
    assert names(owner.get("/waitlist/?untold=true")) == ["Ticket A1"]
    assert names(owner.get("/waitlist/?state=left")) == ["Ticket A4"]
    assert names(owner.get("/waitlist/?priority=urgent")) == ["Ticket A3"]
    assert names(owner.get("/waitlist/?q=zinc")) == ["Ticket A3"]
    assert names(owner.get("/waitlist/?q=a1")) == ["Ticket A1"]
    assert names(owner.get("/waitlist/?q=siti")) == []


@pytest.mark.usefixtures("_line")
def test_the_file_names_codes_and_no_patient(owner: Client) -> None:
    file = owner.get("/waitlist/?export=csv").getvalue().decode("utf-8-sig")
    heading, *lines = file.splitlines()
    assert heading.startswith("Product,")
    assert len(lines) == 3
    assert ",2,tablet,A1,Normal," in lines[0]
    assert "Siti" not in file
