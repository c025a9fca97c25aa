"""A product is changed; a stale edit is shown beside the current state and decided."""

import pytest
from django.test import Client

from tests.support.shop import Shop, add_medicine
from theriac.domains.catalog.commands.change import change_product
from theriac.domains.catalog.models import Product


def sent(page: object, **changes: str) -> dict[str, str]:
    form = page.context["form"]  # type: ignore[attr-defined]
    return {name: str(form[name].value() or "") for name in form.fields} | changes


def test_an_edit_is_kept(shop: Shop, owner: Client) -> None:
    medicine = add_medicine(shop)
    url = f"/products/{medicine.id}/edit/"
    response = owner.post(url, sent(owner.get(url), storage="Below 25 °C", category="Analgesic"))
    assert response["Location"] == f"/products/{medicine.id}/"
    product = Product.objects.get()
    assert (product.storage, product.version) == ("Below 25 °C", 2)
    assert product.category is not None
    assert product.category.name == "Analgesic"


@pytest.mark.rows("STK-09")
def test_a_stale_edit_is_409_with_both_states_and_may_be_sent_again(
    shop: Shop, owner: Client
) -> None:
    medicine = add_medicine(shop)
    url = f"/products/{medicine.id}/edit/"
    mine = sent(owner.get(url), strength="500 mg")
    change_product(
        actor=shop.owner, product_id=medicine.id, version=1, changes={"name": "Paracetamol forte"}
    )
    page = owner.post(url, mine)
    assert page.status_code == 409
    assert "Another user changed this product" in page.text
    assert [(one["now"], one["yours"]) for one in page.context["differences"]] == [
        ("Paracetamol forte", "Paracetamol 500 mg tablet"),
        ("", "500 mg"),
    ]
    assert Product.objects.get().name == "Paracetamol forte"
    assert owner.post(url, sent(page)).status_code == 302
    product = Product.objects.get()
    assert (product.name, product.strength, product.version) == (
        "Paracetamol 500 mg tablet",
        "500 mg",
        3,
    )


def test_an_empty_name_is_refused_at_its_field(shop: Shop, owner: Client) -> None:
    url = f"/products/{add_medicine(shop).id}/edit/"
    page = owner.post(url, sent(owner.get(url), name=" "))
    assert page.status_code == 422
    assert "name" in page.context["form"].errors
