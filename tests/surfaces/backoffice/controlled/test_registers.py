"""The registers of a branch on the screen and on paper: what stands, and every entry."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from django.test import Client

from tests.support.controlled import add_controlled
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.reverse import reverse_movement
from theriac.domains.stock.models import Movement

pytestmark = pytest.mark.rows("CTL-01", "CTL-05")


def words_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(BytesIO(content))
    return " ".join(one.get_textpage().get_text_range() for one in pages)


@pytest.fixture
def page(shop: Shop) -> str:
    """The address of a product's page: received, written off by mistake, corrected."""
    medicine = add_controlled(shop)
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    batch_id = stock_up(shop, medicine, 120)
    write_off_stock(**here, batch_id=batch_id, quantity=7, reason="broken")
    wrong = Movement.objects.get(kind="write_off")
    reverse_movement(**here, movement_id=wrong.id, reason="found again")
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
