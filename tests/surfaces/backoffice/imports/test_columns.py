"""The columns of a file: guessed, chosen, remembered; a wrong choice stands at its column."""

from __future__ import annotations

from html import unescape

import pytest

from tests.support.backoffice import client_of
from tests.support.shop import Shop
from tests.surfaces.backoffice.imports.wizard import LIST, check, fields_of, upload
from theriac.core.jobs.models import Job
from theriac.domains.catalog.models import Import

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_wrong_choice_of_columns_stands_at_the_column_and_is_kept(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    columns = upload(owner)
    sent = fields_of(owner.get(columns).text)
    name = next(key for key, value in sent.items() if value == "name")

    missing = owner.post(columns, {**sent, name: ""})

    assert missing.status_code == 422
    assert "Choose the column for this: Name." in unescape(missing.text)
    twice = owner.post(columns, {**sent, "means-2": "price", "means-4": "price"})
    assert twice.status_code == 422
    assert 'id="id_means-2-error"' in twice.text
    assert 'value="price" selected' in twice.text
    assert not Job.objects.exists()
    assert owner.post(columns, {**sent, "means-0": "nothing"}).status_code == 422


def test_the_choice_is_remembered_for_the_next_file_of_the_source(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    columns = upload(owner)
    check(owner, columns, **{"means-2": "", "default-legal_class": "keras"})

    again = fields_of(owner.get(upload(owner, name="desember.csv")).text)

    assert again["means-2"] == ""
    assert again["means-1"] == "name"


def test_another_sheet_row_is_read_anew(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    columns = upload(owner, "Daftar harga\n\n" + LIST)
    address = columns.replace("columns/", "")
    assert Import.objects.get().head_row == 3

    response = owner.post(f"{address}sheet/", {"head_row": "4"}, follow=True)

    assert "Columns read again. Check their meanings" in response.text
    assert Import.objects.get().head_row == 4
    assert owner.post(f"{address}sheet/", {"head_row": "0"}).status_code == 422
    assert owner.post(f"{address}sheet/", {"head_row": "400"}).status_code == 422


PACKED = """nama;isi;harga jual
Amoksisilin 500 mg;10x10;90.000
Parasetamol 500 mg;3x10 TAB;9.000
Sirup batuk;1x15ml;12.000
"""


@pytest.mark.rows("CAT-13")
def test_class_and_packs_are_asked_and_nothing_is_chosen(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    columns = upload(owner, PACKED)
    page = owner.get(columns)
    sent = fields_of(page.text)
    assert (sent["default-legal_class"], sent["packs"], sent["means-1"]) == ("", "", "pack_size")
    rows = {row.name: row.packs for row in page.context["form"].rows()}
    assert sorted(rows["isi"]) == [
        ("10x10", "100 units"),
        ("1x15ml", "1 unit"),
        ("3x10 TAB", "30 units"),
    ]

    refused = owner.post(columns, sent)

    assert refused.status_code == 422
    assert 'id="id_default-legal_class-error"' in refused.text
    assert 'id="id_packs-error"' in refused.text
    assert not Job.objects.exists()
    said = {"default-legal_class": "keras", "packs": "units"}
    address = check(owner, columns, **said)
    preview = unescape(owner.get(address).text)
    assert "3 new products get the class that you chose" in preview
    assert "The packs of 3 rows are multiplied" in preview
    again = fields_of(owner.get(upload(owner, PACKED, name="lagi.csv")).text)
    assert {name: again[name] for name in said} == said


CATEGORIES = """nama;kategori;harga jual
Vitamin C 500 mg;Vitamin;9.000
Amoksisilin 500 mg;Antibiotik;12.000
"""


@pytest.mark.rows("CAT-13")
def test_the_class_is_asked_beside_the_category(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    columns = upload(owner, CATEGORIES)
    page = owner.get(columns)
    sent = fields_of(page.text)
    rows = {row.name: [one.word for one in row.classes] for row in page.context["form"].rows()}
    assert rows == {"nama": [], "kategori": ["Antibiotik", "Vitamin"], "harga jual": []}
    assert "Legal class of new products, by value in this column" in page.text

    half = owner.post(columns, {**sent, "class-1-0": "keras"})
    assert half.status_code == 422
    assert 'id="id_means-1-error"' in half.text
    assert "No class chosen for: Vitamin." in unescape(half.text)

    check(owner, columns, **{"class-1-0": "keras", "class-1-1": "bebas"})
    again = fields_of(owner.get(upload(owner, CATEGORIES, name="lagi.csv")).text)
    assert (again["class-1-0"], again["class-1-1"]) == ("keras", "bebas")
