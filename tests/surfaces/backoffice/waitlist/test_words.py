"""The waitlist's words: a badge of how it stands, and values in a record's history."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.waitlist import at, join
from theriac.core import clock
from theriac.domains.waitlist.commands.change import change_wait
from theriac.domains.waitlist.commands.offers import extend_hold, mark_told
from theriac.domains.waitlist.models import Wait
from theriac.surfaces.backoffice.waitlist.words import state_badge

pytestmark = [pytest.mark.django_db, pytest.mark.rows("CUS-09")]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("waiting", "Waiting"),
        ("offered", "To tell"),
        ("served", "Sold to the customer"),
        ("expired", "Hold expired"),
        ("passed", "Passed to the next"),
        ("left", "Removed"),
    ],
)
def test_each_state_has_its_word(state: str, word: str) -> None:
    assert word in state_badge(Wait(state=state))


def test_history_names_what_changed_in_the_reader_s_words(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    wait = join(shop, medicine, 2, "A1")
    change_wait(**at(shop, wait), priority="urgent", quantity=3, reason="Fever")
    stock_up(shop, medicine, 3)
    mark_told(**at(shop, wait))
    extend_hold(**at(shop, wait), hold_until=clock.now() + timedelta(days=3))
    page = owner.get(f"/waitlist/{wait}/")
    told = {
        str(name): (str(before), str(after))
        for record in reversed(page.context["history"])
        for name, before, after in record.changes
    }
    assert set(told) == {"Priority", "Quantity", "Status", "On hold until", "Told"}
    assert told["Priority"] == ("Normal", "Urgent")
    assert told["Quantity"] == ("2", "3")
    assert told["Told"][0] == "–"
    for written in (*told["On hold until"], told["Told"][1]):
        assert re.fullmatch(r"\d+ \w+ \d{4}, \d\d:\d\d", written), written
