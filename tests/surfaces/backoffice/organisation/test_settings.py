"""Settings are typed, and each change is kept with who, before and after."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from tests.support.backoffice import client_of
from tests.support.pages import tight
from tests.support.shop import Shop, open_shop
from theriac.core.limits import Limit, settled
from theriac.domains.organisation.models import PharmacySettings, SettingsChange

NEW = {
    "expiry_far_days": "180",
    "expiry_look_days": "120",
    "expiry_stop_days": "45",
    "recount_percent": "10",
    "recount_value": "0",
    "count_items": "20",
    "cost_percent": "40",
    "match_percent": "3",
    "prescription_days": "30",
    "lead_orders": "5",
    "lead_days": "5",
    "review_days": "7",
    "service_percent": "95",
    "vital_percent": "98",
    "returns_to_shelf": "on",
    "unreceipted_days": "30",
    "till_sessions": "on",
    "cash_rounding": "100",
    "receipt_width_mm": "58",
    "receipt_language": "id",
    "share_days": "90",
    "mass_reads": "200",
    "version": "1",
}


def test_a_change_is_kept_with_its_history(shop: Shop, owner: Client) -> None:
    page = owner.post("/settings/", NEW, follow=True)

    assert "Settings saved. Counters use them after their next update" in page.text
    now = PharmacySettings.objects.get()
    assert (now.expiry_look_days, now.expiry_stop_days, now.cash_rounding) == (120, 45, 100)
    assert (now.receipt_width_mm, now.version) == (58, 2)
    assert now.receipt_language == "id"
    assert now.till_sessions is True
    history = owner.get("/settings/history/").text
    assert "1 change" in history
    for words in (
        "Owner",
        "Round cash to",
        "Rp 1",
        "Rp 100",
        "80 mm",
        "58 mm",
        "Bahasa Indonesia",
        "All branches",
    ):
        assert words in history.replace("\u00a0", " ")
    line = re.search(r'<div class="t-change-one">Round cash to: (.*?)</div>', history)
    assert line is not None
    before, after = re.findall(r"<span[^>]*>(.*?)</span>", line[1])
    assert [part.replace("\u00a0", " ") for part in (before, after)] == ["Rp 1", "Rp 100"]


def test_the_limits_of_shares_and_readings_hold_at_once_and_are_put_back(
    shop: Shop, owner: Client
) -> None:
    assert (settled(Limit.SHARE_DAYS), settled(Limit.MASS_READS)) == (90, 200)
    owner.post("/settings/", {**NEW, "share_days": "30", "mass_reads": "0"})

    assert (settled(Limit.SHARE_DAYS), settled(Limit.MASS_READS)) == (30, 0)
    wrong = {"share_days": "367", "mass_reads": "10001", "version": "2"}
    refused = owner.post("/settings/", {**NEW, **wrong})
    assert refused.status_code == 422
    assert {"share_days", "mass_reads"} <= set(refused.context["form"].errors)
    change = SettingsChange.objects.get()
    owner.post(f"/settings/history/{change.id}/back/", {"version": "2"})
    assert (settled(Limit.SHARE_DAYS), settled(Limit.MASS_READS)) == (90, 200)


def test_the_same_again_leaves_no_trace(shop: Shop, owner: Client) -> None:
    owner.post("/settings/", NEW)

    owner.post("/settings/", {**NEW, "version": "2"})

    assert SettingsChange.objects.count() == 1


def test_who_was_slower_is_told_and_loses_nothing(shop: Shop, owner: Client) -> None:
    owner.post("/settings/", NEW)

    late = owner.post("/settings/", {**NEW, "lead_days": "6"})

    assert late.status_code == 409
    assert "Another user changed the settings. Check them, then try" in late.text
    assert '<a class="btn btn-plain btn-sm" href="/settings/">Use the saved version</a>' in tight(
        late.text
    )
    assert re.search(r'name="lead_days"[^>]* value="6"|value="6"[^>]* name="lead_days"', late.text)
    assert PharmacySettings.objects.get().lead_days == 5


@pytest.mark.rows("UX-03")
@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"expiry_look_days": "9O"}, "expiry_look_days", "Enter digits only."),
        ({"expiry_look_days": "0"}, "expiry_look_days", "at least 1"),
        ({"expiry_look_days": "99999"}, "expiry_look_days", "at most 3.650"),
        (
            {"expiry_stop_days": "121"},
            "expiry_stop_days",
            "The red warning must not start before the amber one",
        ),
        ({"cash_rounding": "-100"}, "cash_rounding", "This rounding amount is too large."),
        ({"cash_rounding": "9.000.000"}, "cash_rounding", "This rounding amount is too large."),
        ({"prescription_days": "0"}, "prescription_days", "at least 1"),
        ({"prescription_days": "367"}, "prescription_days", "at most 366"),
        ({"receipt_width_mm": "70"}, "receipt_width_mm", "This isn't in the list."),
        ({"receipt_language": "nl"}, "receipt_language", "This isn't in the list."),
        ({"privacy_text": "a\0b"}, "privacy_text", "a character that can't be saved"),
    ],
)
def test_what_cant_be_taken_stands_beside_its_field(
    shop: Shop, owner: Client, changes: dict[str, str], field: str, sentence: str
) -> None:
    response = owner.post("/settings/", {**NEW, **changes})

    assert response.status_code == 422
    error = re.search(rf'id="id_{field}-error">(.*?)</div>', response.text, re.DOTALL)
    assert error is not None
    assert sentence in unescape(error[1])
    assert not SettingsChange.objects.exists()


def test_tax_is_the_shops_own_only_where_no_law_is_built_in(db: None) -> None:
    shop = open_shop("generic")
    owner = client_of(shop, "owner")
    assert "cash_rounding" not in owner.get("/settings/").text
    sent = {**NEW, "tax_rate_bp": "7.25", "tax_inclusive": "on"}

    owner.post("/settings/", sent)

    now = PharmacySettings.objects.get()
    assert (now.tax_rate_bp, now.tax_inclusive) == (725, True)
    assert "7.25%" in owner.get("/settings/history/").text
    for wrong in ("7.255", "101", "-1", "x"):
        refused = owner.post("/settings/", {**sent, "tax_rate_bp": wrong, "version": "2"})
        assert 'id="id_tax_rate_bp-error"' in refused.text


def test_a_manager_changes_no_settings(shop: Shop) -> None:
    assert client_of(shop, "manager").post("/settings/", NEW).status_code == 403


@pytest.mark.rows("OPS-17")
def test_a_change_is_put_back_after_a_look_at_what_changes(shop: Shop, owner: Client) -> None:
    owner.post("/settings/", NEW)
    change = SettingsChange.objects.get()
    address = f"/settings/history/{change.id}/back/"
    assert address in owner.get("/settings/history/").text

    page = owner.get(address)
    shown = unescape(page.text).replace("\u00a0", " ")
    for words in ("Owner changed the settings", "Rp 100", "Rp 1", "58 mm", "80 mm", "Restore"):
        assert words in shown
    late = owner.post(address, {"version": "1"})
    assert (late.status_code, PharmacySettings.objects.get().version) == (409, 2)

    done = owner.post(address, {"version": "2"}, follow=True).text

    assert "The previous values were restored. The history shows the change." in done
    assert "Restored" in done
    assert PharmacySettings.objects.get().cash_rounding == 1
    assert "Nothing to restore" in owner.get(address).text
