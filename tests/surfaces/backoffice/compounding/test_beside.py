"""From a prescription's line to its preparation and back, and onto worksheet and labels."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.compounding import (
    add_capsules,
    add_checker,
    add_ingredients,
    make,
    write,
    write_for,
)
from tests.support.prescriptions import a_line, a_prescription, line_of
from tests.support.shop import Shop
from tests.surfaces.backoffice.compounding.test_draft import typed
from tests.surfaces.backoffice.prescriptions.test_papers import words_of
from theriac.domains.compounding.commands.formula import save_formula
from theriac.domains.compounding.commands.settle import check_preparation
from theriac.domains.compounding.models import Formula, Preparation
from theriac.domains.prescriptions.ids import code_of

pytestmark = pytest.mark.rows("RX-12")
AT = "/stock/compounding/"


def test_a_line_leads_to_a_preparation_of_its_formula_and_quantity(
    shop: Shop, owner: Client
) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    draft = write(shop, made, [(first.id, 1, 4)])
    save_formula(actor=shop.owner, branch_id=shop.branch_id, preparation_id=draft, name="Puyer")
    found = a_prescription(shop, "approved", [a_line(made, 12)])
    way = f"{AT}new/{made.id}/?formula={Formula.objects.get().id}&line={line_of(found).id}"
    assert way.replace("&", "&amp;") in owner.get(f"/prescriptions/{found}/").text
    page = owner.get(way).text
    for words in (f"{code_of(found)}, line 1", 'value="12"', 'value="1/4"'):
        assert words in page
    sent = typed([(first, "Paracetamol 500 mg", "1/4")], made_for=str(line_of(found).id))
    assert owner.post(way, sent).status_code == 302
    row = Preparation.objects.get(prescription_id=found)
    assert f"/prescriptions/{found}/" in owner.get(f"{AT}{row.id}/").text
    page = owner.get(f"/prescriptions/{found}/").text
    for words in (f"{AT}{row.id}/", "Draft"):
        assert words in page


def test_one_that_has_gone_on_is_compounded_for_no_more(shop: Shop, owner: Client) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "verified", [a_line(made, 12)])
    sent = typed([(first, "Paracetamol 500 mg", "1/4")], made_for=str(line_of(found).id))
    page = owner.post(f"{AT}new/{made.id}/", sent)
    assert page.status_code == 422
    assert "This prescription has gone on" in page.text
    assert not Preparation.objects.exists()


def test_what_no_formula_makes_is_no_way_to_compound(shop: Shop, owner: Client) -> None:
    found = a_prescription(shop, "approved")
    assert f"{AT}new/" not in owner.get(f"/prescriptions/{found}/").text


def test_worksheet_list_and_labels_name_the_prescription(shop: Shop, owner: Client) -> None:
    made, (first, *_rest) = add_capsules(shop), add_ingredients(shop)
    found = a_prescription(shop, "approved", [a_line(made, 10)])
    own = make(shop, write_for(shop, found, made, [(first.id, 1, 4)]))
    other = make(shop, write(shop, made, [(first.id, 1, 4)], form="aqueous"))
    checker = add_checker(shop)
    for one in (own, other):
        check_preparation(actor=checker, branch_id=shop.branch_id, preparation_id=one.id, version=2)
    code = code_of(found)
    for address in (AT, f"{AT}{own.id}/worksheet/", f"{AT}{own.id}/"):
        assert code in owner.get(address).text
    assert code not in owner.get(f"{AT}{other.id}/worksheet/").text
    assert code in owner.get(f"{AT}?export=csv").getvalue().decode("utf-8-sig")
    for row, is_named in ((own, True), (other, False)):
        labels = owner.post(
            f"/stock/batches/{row.batch_id}/labels/",
            {"kind": "batch", "paper": "58", "count": "1"},
        )
        assert (code in words_of(owner.get(labels.url))) is is_named
    page = owner.get(f"/prescriptions/{found}/lines/{line_of(found).id}/label/").text
    assert f'value="{own.batch_id}" selected' in page
