"""The board: each state a column, the time in it, nobody's name, few statements."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.prescriptions import a_prescription
from tests.support.reading import reading
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.queries.board import board_of

pytestmark = pytest.mark.rows("RX-03")


def test_each_state_has_a_column_with_the_time_in_it_and_no_name(shop: Shop) -> None:
    patient = register(shop, "Siti Nurhaliza")
    waits = a_prescription(shop, patient_id=patient, number="1")
    ready = a_prescription(shop, "ready", patient_id=patient, number="2")
    with clock.at(clock.now() + timedelta(hours=3)):
        page = client_of(shop, "pharmacist").get("/prescriptions/").text
    for made in (waits, ready):
        assert Prescription.objects.get(id=made).code in page
        assert f'href="/prescriptions/{made}/"' in page
    for words in ("Received", "Ready to collect", "Waiting for the prescriber", "3 hours"):
        assert words in page
    assert "Nurhaliza" not in page
    assert "Amox" not in page
    cashier = client_of(shop, "cashier").get("/prescriptions/").text
    assert f'href="/prescriptions/{waits}/"' not in cashier


def test_the_board_takes_three_statements_whatever_stands_there(shop: Shop) -> None:
    given = {"actor": shop.owner, "branch_id": shop.branch_id}
    a_prescription(shop, number="1")
    with reading() as few:
        board_of(**given)
    for number in range(2, 6):
        a_prescription(shop, number=str(number))
    with reading() as many:
        columns = {one.state: one for one in board_of(**given, shown=2)}
    assert few.statements == many.statements == 3
    received = columns["received"]
    assert (received.count, len(received.cards), received.others) == (5, 2, 3)
    assert received.cards[0].since <= received.cards[1].since
