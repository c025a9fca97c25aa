"""The registers of a branch on the screen and on paper: what stands, and every entry."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.controlled import (
    add_controlled,
    buying,
    lines_of,
    second_person,
    signed,
)
from tests.support.receipts import checked, goods, version_of, written
from tests.support.shop import Shop, add_medicine, stock_up
from tests.support.suppliers import a_supplier
from theriac.core.approval.models import ApprovalRequest
from theriac.core.approval.requests import grant_request
from theriac.core.audit.models import AuditRecord
from theriac.domains.accounts.commands.pins import set_pin
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Movement

pytestmark = pytest.mark.rows("CTL-01", "CTL-05")


def content_of(answer: Any) -> str:
    return bytes(answer.getvalue()).decode("utf-8-sig")


def words_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(BytesIO(content))
    return " ".join(one.get_textpage().get_text_range() for one in pages)


@pytest.fixture
def page(shop: Shop) -> str:
    """The address of a product's page: received, written off by mistake, corrected."""
    medicine = add_controlled(shop)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    batch_id = stock_up(shop, medicine, 120)
    broken: dict[str, Any] = {"batch_id": batch_id, "quantity": 7, "reason": "broken"}
    signed(shop, lambda: write_off_stock(**here, **broken))
    wrong = Movement.objects.get(kind="write_off")
    signed(shop, lambda: reverse_movement(**here, movement_id=wrong.id, reason="found again"))
    stock_up(shop, add_medicine(shop), 5)
    return f"/controlled/{medicine.id}/"


def test_the_list_has_a_page_for_each_product(shop: Shop, owner: Client, page: str) -> None:
    answer = owner.get("/controlled/")
    assert [row.name for row in answer.context["rows"]] == ["Codeine 10 mg tablet"]
    for words in ("Narcotics register", "1 box + 2 strips", page):
        assert words in answer.text
    assert not owner.get("/controlled/?code=psychotropic_register").context["rows"]
    assert not owner.get("/controlled/?q=morphine").context["rows"]
    file = owner.get("/controlled/?export=csv").getvalue().decode("utf-8-sig")
    assert "Narcotics register,Codeine 10 mg tablet,120,tablet,3" in file


def test_a_page_shows_both_entries_of_a_correction_and_no_edit(owner: Client, page: str) -> None:
    answer = owner.get(page)
    lines = [(row.name, row.came, row.went, row.line.balance) for row in answer.context["rows"]]
    assert lines == [("3", "7", "", 120), ("2", "", "7", 113), ("1", "120", "", 120)]
    for words in ("broken · Corrected by no. 3", "found again · Corrects no. 2"):
        assert words in answer.text
    assert "edit/" not in answer.text
    assert "Entries can’t be changed or deleted" in answer.text
    assert len(owner.get(f"{page}?kind=write_off").context["rows"]) == 1


def test_the_page_is_printed_as_the_bound_register(owner: Client, page: str) -> None:
    answer = owner.get(f"{page}pdf/")
    assert answer["Content-Type"] == "application/pdf"
    words = words_of(answer.content)
    for told in ("Narcotics register", "Codeine 10 mg tablet", "Brought forward", "broken", "113"):
        assert told in words
    before = owner.get(f"{page}pdf/?since=2020-01-01&until=2020-02-01&code=narcotic_register")
    assert "broken" not in words_of(before.content)
    missing = owner.get("/controlled/01930000-0000-7000-8000-000000000001/pdf/")
    assert missing.status_code == 404


@pytest.mark.rows("CTL-03")
def test_paper_and_file_name_supplier_patient_and_prescriber_for_who_may_see_them(
    shop: Shop, owner: Client
) -> None:
    medicine, case = add_controlled(shop), buying(shop)
    stock_up(shop, medicine, 50)
    case.hand_over(medicine, 10)
    page = f"/controlled/{medicine.id}/"

    words = words_of(owner.get(f"{page}pdf/").content)
    told = ("Patient: ", "Jl. Merdeka 1", "Prescriber: ", "dr. Ani Wijaya", "503/")
    for one in told:
        assert one in words
    assert "Incomplete entries" not in words
    file = content_of(owner.get(f"{page}?export=csv"))
    assert "Jl. Merdeka 1, Jakarta" in file
    assert "dr. Ani Wijaya" in file
    assert AuditRecord.objects.filter(command="sales.read_hand_overs").count() == 2
    assert "Jl. Merdeka" not in owner.get(page).text

    auditor = client_of(shop, "auditor")
    hidden = words_of(auditor.get(f"{page}pdf/").content) + content_of(
        auditor.get(f"{page}?export=csv")
    )
    for one in told:
        assert one not in hidden
    assert "Ask a pharmacist" in hidden
    assert AuditRecord.objects.filter(command="sales.read_hand_overs").count() == 2


@pytest.mark.rows("CTL-02")
def test_a_write_off_takes_the_second_persons_pin_in_its_form(shop: Shop, owner: Client) -> None:
    batch_id = stock_up(shop, add_controlled(shop), 120)
    second = second_person()
    set_pin(actor=second, pin="508214")
    address = f"/stock/batches/{batch_id}/write-off/"
    fields = [one.name for one in owner.get(address).context["form"].pack_fields()]
    typed = {**dict.fromkeys(fields, ""), fields[-1]: "5", "why": "0", "note": ""}
    asked = owner.post(address, typed)
    assert asked.status_code == 403
    assert str(second.id) in dict(asked.context["form"].fields["approver"].choices)
    assert str(shop.owner.id) not in dict(asked.context["form"].fields["approver"].choices)
    signed_too = {"approver": str(second.id), "pin": "508214", "approval_reason": "saw it"}
    assert owner.post(address, {**typed, **signed_too}).status_code == 302
    assert lines_of(shop.branch_id)[-1] == (2, "write_off", -5, 115)


@pytest.mark.rows("CTL-02")
def test_a_delivery_is_posted_once_a_colleague_said_yes_later(shop: Shop, owner: Client) -> None:
    medicine, second = add_controlled(shop), second_person()
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine))
    checked(shop, receipt_id)
    page = f"/receipts/{receipt_id}/"
    version = {"version": str(version_of(receipt_id))}
    asked = owner.post(f"{page}post/", version)
    assert (asked.status_code, asked["Location"]) == (302, f"{page}over-order/")
    assert owner.post(f"{page}over-order/", version).status_code == 403
    later = {**version, "approver": "later", "pin": "", "approval_reason": "alone today"}
    assert owner.post(f"{page}over-order/", later).status_code == 302
    assert lines_of(shop.branch_id) == []
    request = ApprovalRequest.objects.get()
    whose: dict[str, Any] = {"actor": second, "branch_id": shop.branch_id}
    grant_request(**whose, request_id=request.id, reason="counted")
    assert owner.post(f"{page}post/", version).status_code == 302
    assert lines_of(shop.branch_id) == [(1, "receipt", 200, 200)]
    words = " ".join(words_of(owner.get(f"/controlled/{medicine.id}/pdf/").content).split())
    assert "PT Kimia Farma" in words
    assert "Cosigner" in words


@pytest.mark.rows("CTL-02")
def test_a_button_without_fields_leaves_the_request_itself(shop: Shop, owner: Client) -> None:
    medicine = add_controlled(shop)
    receipt_id = written(shop, a_supplier(shop), goods(shop, medicine))
    version = {"version": str(version_of(receipt_id))}
    told = owner.post(f"/receipts/{receipt_id}/at-once/", version, follow=True)
    assert "Your request waits for approval" in told.text
    assert ApprovalRequest.objects.get().action == "controlled.change"
    assert lines_of(shop.branch_id) == []
