"""What came of each letter of a recall is noted on the recall's page."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.patients import register
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.recalls import another_branch, carry, recall_of
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.core.ids import new_id
from theriac.domains.patients.commands.consents import ConsentNew, record_consent
from theriac.domains.recalls.models import RecallLetter


@pytest.fixture
def owner(shop: Shop) -> Client:
    return client_of(shop, "owner")


def a_recall_of_one_patient(shop: Shop) -> tuple[UUID, UUID]:
    """A recall, and the patient who received some of it and agreed to no advice."""
    medicine = add_medicine(shop)
    batch_id = stock_up(shop, medicine, 20)
    patient_id = register(shop, "Siti Nurhaliza")
    word = ConsentNew(purpose="health", channel="phone", is_given=False, how="spoken")
    record_consent(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient_id, word=word)
    line = pushed_line(shop, medicine, [(batch_id, 2)])
    push(shop, pushed_sale(shop, [line], 1, patient_id=patient_id))
    return recall_of(shop, [batch_id]).id, patient_id


@pytest.mark.rows("STK-24")
def test_each_letter_is_marked_and_the_page_says_what_came_of_it(shop: Shop, owner: Client) -> None:
    recall_id, patient_id = a_recall_of_one_patient(shop)
    address = f"/stock/recalls/{recall_id}/"
    assert 'id="letters"' not in owner.get(address).content.decode()
    letters = owner.post(f"{address}letters/").content.decode()
    assert "The letters are based on the legal duty to recall and on" in letters
    assert "The law requires us to inform everyone who received it" in letters
    assert "Prepared" in owner.get(address).content.decode()

    for outcome, words in (("not_reached", "Not reached"), ("told", "Informed")):
        page = owner.post(f"{address}letters/{patient_id}/", {"outcome": outcome}, follow=True)
        assert page.redirect_chain == [(f"{address}#letters", 302)]
        assert "Outcome saved." in page.content.decode()
        (row,) = page.context["letters"]
        assert words in str(row["badge"])
    assert RecallLetter.objects.count() == 3
    page = owner.get(address).content.decode()
    assert "export=csv&amp;table=letters" in page
    head, line = exported(owner, f"{address}?export=csv&table=letters")
    assert head == ["Outcome", "Recorded", "Who"]
    assert line[0] == "Informed"


def test_another_outcome_or_another_patient_is_refused_in_words(shop: Shop, owner: Client) -> None:
    recall_id, patient_id = a_recall_of_one_patient(shop)
    address = f"/stock/recalls/{recall_id}/letters/"
    owner.post(address)

    for one, outcome, words in (
        (patient_id, "perhaps", "Choose from the list."),
        (new_id(), "told", "No letter was prepared for this patient."),
    ):
        page = owner.post(f"{address}{one}/", {"outcome": outcome}, follow=True)
        assert words in page.content.decode()
    assert RecallLetter.objects.count() == 1


def test_who_may_not_see_patients_sees_no_letters(shop: Shop, owner: Client) -> None:
    recall_id, _patient_id = a_recall_of_one_patient(shop)
    owner.post(f"/stock/recalls/{recall_id}/letters/")

    page = client_of(shop, "restocker").get(f"/stock/recalls/{recall_id}/")

    assert page.status_code == 200
    assert 'id="letters"' not in page.content.decode()
    assert "table=letters" not in page.content.decode()
    asked = f"/stock/recalls/{recall_id}/?export=csv&table=letters"
    assert client_of(shop, "restocker").get(asked).status_code == 404


@pytest.mark.rows("STK-24")
def test_the_sums_places_and_transfers_of_a_recall_go_out(shop: Shop, owner: Client) -> None:
    medicine, there = add_medicine(shop), another_branch(shop)
    batch_id = stock_up(shop, medicine, 60)
    carry(
        actor=shop.owner,
        branch_id=shop.branch_id,
        to_branch_id=there,
        batch_id=batch_id,
        quantity=20,
    )
    address = f"/stock/recalls/{recall_of(shop, [batch_id]).id}/?export=csv&table="

    _head, sums = exported(owner, f"{address}sums")
    places = exported(owner, f"{address}places")[1:]
    _head, moved = exported(owner, f"{address}transfers")

    assert sums[1:3] == ["B1", "60"]
    assert {(one[0], one[-1]) for one in places} == {("Melati", "40"), ("Anggrek", "20")}
    assert moved[2:] == ["Melati", "Anggrek", "Paracetamol 500 mg tablet", "B1", "20"]


def exported(client: Client, address: str) -> list[list[str]]:
    answer: Any = client.get(address)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))
