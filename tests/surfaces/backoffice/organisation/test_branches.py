"""What a branch says on its receipts, with licences as its country wants them."""

from __future__ import annotations

from django.test import Client

from tests.support.backoffice import client_of
from tests.support.pages import tight
from tests.support.shop import Shop, open_shop
from theriac.domains.organisation.models import Branch


def typed(**changes: str) -> dict[str, str]:
    return {
        "name": "Melati",
        "address": "Jl. Melati 7",
        "phone": "021 555 7",
        "tax_registered": "on",
        "version": "1",
        **changes,
    }


def test_facts_and_licences_are_kept_with_history(shop: Shop, owner: Client) -> None:
    address = f"/settings/branches/{shop.branch_id}/"
    page = owner.post(address, typed(licence_sia="503/SIA/1"), follow=True)

    assert "Saved. The changes appear on the next receipt." in page.text
    branch = Branch.objects.get()
    assert (branch.address, branch.licences) == ("Jl. Melati 7", {"sia": "503/SIA/1"})
    history = owner.get("/settings/history/").text
    for words in ("Melati", "Address", "Jl. Melati 7", "SIA (pharmacy licence)", "503/SIA/1"):
        assert words in history
    assert "Jl. Melati 7" in tight(owner.get("/settings/branches/").text)


def test_a_tax_number_with_a_slip_is_refused_beside_its_field(shop: Shop, owner: Client) -> None:
    address = f"/settings/branches/{shop.branch_id}/"
    response = owner.post(address, typed(licence_npwp="12.345"))

    assert response.status_code == 422
    assert 'id="id_licence_npwp-error"' in response.text
    assert 'value="12.345"' in response.text
    assert Branch.objects.get().version == 1


def test_a_branch_in_india_says_its_state(db: None) -> None:
    shop = open_shop("in")
    owner = client_of(shop, "owner")
    address = f"/settings/branches/{shop.branch_id}/"
    assert "Maharashtra" in owner.get(address).text

    owner.post(address, typed(tax_state="29"))

    assert Branch.objects.get().tax_state == "29"


def test_a_slower_change_is_told(shop: Shop, owner: Client) -> None:
    address = f"/settings/branches/{shop.branch_id}/"
    owner.post(address, typed())

    assert owner.post(address, typed(name="Kemang")).status_code == 409
    assert Branch.objects.get().name == "Melati"


def test_a_pharmacist_looks_at_branches_and_changes_none(shop: Shop) -> None:
    pharmacist = client_of(shop, "pharmacist")

    assert pharmacist.get("/settings/branches/").status_code == 200
    assert pharmacist.post(f"/settings/branches/{shop.branch_id}/", typed()).status_code == 403


def test_a_branch_is_a_link_only_for_whoever_may_change_it(shop: Shop, owner: Client) -> None:
    address = f'href="/settings/branches/{shop.branch_id}/"'
    assert address in tight(owner.get("/settings/branches/").text)
    assert 'href="/settings/">Settings</a>' in tight(owner.get("/settings/branches/").text)
    for role in ("manager", "pharmacist", "cashier", "auditor"):
        page = client_of(shop, role).get("/settings/branches/").text
        assert "Melati" in page
        assert address not in page
        assert 'href="/settings/"' not in page
