"""The daily count on the screen: blind, told on Today, explained by two."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.support.controlled import add_controlled
from tests.support.shop import Shop, stock_up
from theriac.domains.controlled.models import BlindCount, CountCase

pytestmark = pytest.mark.rows("CTL-04")


def tells(text: str, number: str) -> bool:
    """Whether a page has the number for itself: an id or a date may hold the same digits."""
    return re.search(rf"(?<!\w)(?<!\w-){number}(?![\w-])", text) is not None


def test_a_wrong_count_is_told_and_waits_for_its_reason(shop: Shop, owner: Client) -> None:
    medicine = add_controlled(shop)
    stock_up(shop, medicine, 4321)
    assert "Controlled medicine to count" in owner.get("/").text
    page = owner.get("/controlled/count/")
    assert [row.name for row in page.context["rows"]] == ["Codeine 10 mg tablet"]
    assert "To count" in page.text
    form = owner.get(f"/controlled/{medicine.id}/count/")
    for text in (page.text, form.text):
        assert not tells(text, "4[.,]?321")

    done = owner.post(f"/controlled/{medicine.id}/count/", {"counted": "4300"}, follow=True)
    assert "The count differs from the register" in done.text
    assert not tells(done.text.split("<main")[1].split("t-table")[0], "21")
    assert BlindCount.objects.get().counted == 4300
    today = owner.get("/").text
    assert "Controlled medicine to count" not in today
    assert "Difference of a controlled medicine" in today

    case = CountCase.objects.get()
    listed = owner.get("/controlled/cases/")
    assert [row.case.difference for row in listed.context["rows"]] == [-21]
    detail = owner.get(f"/controlled/cases/{case.id}/")
    assert "4.300, the register had 4.321" in detail.text
    settle = f"/controlled/cases/{case.id}/settle/"
    asked = owner.post(settle, {"version": "1", "explanation": "21 found in the safe"})
    assert asked.status_code in (403, 409, 422)
    assert CountCase.objects.get().state == "open"
