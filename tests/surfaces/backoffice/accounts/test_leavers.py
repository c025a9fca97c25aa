"""Somebody who left: exported, held with the reason shown, erased from the person's page."""

from __future__ import annotations

from django.test import Client

from tests.support.shop import Shop, add_staff
from theriac.domains.accounts.commands.people import set_person_active
from theriac.domains.accounts.models import User


def test_somebody_who_left_is_exported_and_erased(shop: Shop, owner: Client) -> None:
    dewi = add_staff("cashier", shop.branch_id, "dewi")
    at = f"/people/{dewi.id}/"
    assert "Suspend them first, once they have left" in owner.get(f"{at}erase/").text
    file = owner.post(f"{at}export/")
    assert file.json()["account"]["sign_in_name"] == "dewi"
    assert "no-store" in file["Cache-Control"]
    page = owner.post(f"{at}export/", {"form": "page"})
    assert page["Content-Disposition"] == 'attachment; filename="person.html"'
    assert "<dd>dewi</dd>" in page.text
    assert 'value="page"' in owner.get(at).text
    set_person_active(actor=shop.owner, user_id=dewi.id, active=False)
    assert f"{at}erase/" in owner.get(at).text

    assert owner.post(f"{at}erase/", {"reason": "left"}).status_code == 422
    assert owner.post(f"{at}erase/", {"reason": "left", "sure": "on"}).status_code == 302

    page = owner.get(at)
    assert "Former staff member" in page.text
    assert "Dewi" not in page.text
    assert "erase/" not in page.text
    assert "Former staff member" in owner.get("/people/").text
    assert User.objects.get(id=dewi.id).erased_at is not None
