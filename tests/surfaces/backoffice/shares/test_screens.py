"""Staff make a share, see its link once, see who looked, and end it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.shares.models import Share

pytestmark = pytest.mark.django_db


def sent(**more: object) -> dict[str, object]:
    today = clock.now().date()
    return {
        "name": "Kantor Sari",
        "kinds": ["sales"],
        "since": today.replace(day=1),
        "until": today,
        "ends_on": today + timedelta(days=7),
        **more,
    }


def test_a_link_is_made_shown_once_used_and_ended(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    made = owner.post("/shares/new/", sent())
    found = re.search(r"http://testserver(/shared/open/\?key=[\w-]+)", unescape(made.text))
    assert found is not None
    share = Share.objects.get()
    for page in ("/shares/", f"/shares/{share.id}/"):
        assert found[1].partition("=")[2] not in owner.get(page).text
    visitor = Client()
    assert visitor.get(found[1], follow=True).status_code == 200
    detail = unescape(owner.get(f"/shares/{share.id}/").text)
    assert "Overview" in detail
    assert "127.0.0.1" in detail
    assert owner.post(f"/shares/{share.id}/end/")["Location"] == f"/shares/{share.id}/"
    assert visitor.get("/shared/").status_code == 410
    assert "Ended" in owner.get("/shares/").text


def test_a_refusal_stands_beside_its_field(shop: Shop) -> None:
    owner = client_of(shop, "owner")
    far = clock.now().date() + timedelta(days=120)
    answer = owner.post("/shares/new/", sent(ends_on=far))
    assert answer.status_code == 422
    assert "A link lasts at most 90 days" in unescape(answer.text)
    assert owner.post("/shares/new/", sent(kinds=[])).status_code == 422
    assert not Share.objects.exists()
