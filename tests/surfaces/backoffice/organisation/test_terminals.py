"""Terminals: added, paired by a code that is shown once, renamed, revoked."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop, open_shop
from tests.support.signers import Signer
from theriac.core.actor import SYSTEM
from theriac.domains.organisation.commands.terminals import note_clock, pair_terminal
from theriac.domains.organisation.models import Terminal


def typed(shop: Shop, **changes: str) -> dict[str, str]:
    return {"branch": str(shop.branch_id), "name": "Kasir 2", "code": "k2", **changes}


def test_a_terminal_is_added_and_paired(shop: Shop, owner: Client) -> None:
    response = owner.post("/terminals/new/", typed(shop), follow=True)
    terminal = Terminal.objects.get(code="K2")
    assert "Added. Now pair its device." in response.text
    assert "Waiting for device" in response.text

    page = owner.post(f"/terminals/{terminal.id}/pair/")

    code = re.search(r'role="status">([A-Z2-9]{4}) ([A-Z2-9]{4})<', page.text)
    assert code is not None
    assert "(15 minutes)" in page.text
    assert code[1] not in owner.get(f"/terminals/{terminal.id}/").text
    paired = pair_terminal(actor=SYSTEM, code=code[1] + code[2], public_key=Signer().public_key)
    assert paired.terminal_id == terminal.id
    assert "Pair another device" in owner.get(f"/terminals/{terminal.id}/").text


@pytest.mark.rows("UX-03")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"code": "K1"}, "code", "Another terminal of this branch already uses the code K1."),
        ({"code": "KA"}, "code", "This code can't be used in numbers. Use letters and digits"),
        ({"code": "K-1"}, "code", "This code can't be used in numbers."),
        ({"code": "K12345"}, "code", "This is too long: at most 4 characters."),
        ({"code": ""}, "code", "This field is required."),
        ({"name": "z" * 61}, "name", "This is too long: at most 60 characters."),
        ({"branch": "nowhere"}, "branch", "This isn't in the list. Choose one from the list."),
    ],
)
def test_a_refusal_stands_beside_its_field(
    shop: Shop, owner: Client, changes: dict[str, str], field: str, sentence: str
) -> None:
    response = owner.post("/terminals/new/", typed(shop, **changes))

    assert response.status_code in (409, 422)
    error = re.search(rf'id="id_{field}-error">(.*?)</div>', response.text, re.DOTALL)
    assert error is not None
    assert sentence in error[1].replace("&#x27;", "'")
    assert Terminal.objects.count() == 2


def test_a_code_without_room_for_indian_numbers_gets_a_sentence(db: None) -> None:
    shop = open_shop("in", code="MUMBAI")
    response = client_of(shop, "owner").post("/terminals/new/", typed(shop, code="K234"))

    assert response.status_code == 422
    assert (
        "With branch MUMBAI, this code is too long for a number. Enter a shorter one."
        in response.text
    )


def test_the_list_says_state_and_last_number(shop: Shop, owner: Client) -> None:
    page = owner.get("/terminals/").text

    assert "2 terminals" in page
    assert "With API key" in page
    assert "Waiting for device" in page
    assert "1 terminal" in owner.get("/terminals/?kind=api").text


def test_a_terminal_is_renamed(shop: Shop, owner: Client) -> None:
    address = f"/terminals/{shop.terminal_id}/"
    owner.post(f"{address}name/", {"name": "<i>Kasir</i> depan"})

    assert Terminal.objects.get(id=shop.terminal_id).name == "<i>Kasir</i> depan"
    assert "<i>Kasir</i>" not in owner.get(address).text
    assert owner.post(f"{address}name/", {"name": ""}).status_code == 422


def test_a_revoked_terminal_is_out_and_says_so(shop: Shop, owner: Client) -> None:
    address = f"/terminals/{shop.terminal_id}/"

    page = owner.post(f"{address}revoke/", {"reason": "stolen"}, follow=True)

    assert "Access of this device was revoked" in page.text
    assert Terminal.objects.get(id=shop.terminal_id).revoked_at is not None
    assert "1 terminal" in owner.get("/terminals/?revoked=true").text
    assert owner.post(f"{address}revoke/", {"reason": "x" * 251}).status_code == 422


def test_a_programs_terminal_is_never_paired(shop: Shop, owner: Client) -> None:
    address = f"/terminals/{shop.api_terminal_id}/"

    assert "Pair device" not in owner.get(address).text
    assert owner.post(f"{address}pair/").status_code == 422


def test_a_cashier_sees_no_terminals(shop: Shop) -> None:
    cashier = client_of(shop, "cashier")

    assert cashier.get("/terminals/").status_code == 403
    assert cashier.post(f"/terminals/{shop.terminal_id}/revoke/").status_code == 403


def test_an_unknown_terminal_isnt_here(owner: Client) -> None:
    assert owner.get("/terminals/018f0000-0000-7000-8000-000000000000/").status_code == 404


def test_a_clock_that_is_off_stands_in_the_list_and_on_the_page(shop: Shop, owner: Client) -> None:
    assert "ahead" not in owner.get("/terminals/").text
    note_clock(
        actor=SYSTEM, branch_id=shop.branch_id, terminal_id=shop.terminal_id, skew_seconds=420
    )
    assert "7 minutes ahead" in owner.get("/terminals/").text
    note_clock(
        actor=SYSTEM, branch_id=shop.branch_id, terminal_id=shop.terminal_id, skew_seconds=-7500
    )
    assert "2 hours behind" in owner.get(f"/terminals/{shop.terminal_id}/").text
