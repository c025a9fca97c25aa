"""A change of settings or of a branch is put back by today's rules, and the history says so."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.support.shop import Shop, add_staff
from tests.support.shops import second_branch
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.problems import Conflict, NotFound, NotPermitted, Stale, Unprocessable
from theriac.domains.organisation.commands.branches import change_branch
from theriac.domains.organisation.commands.put_back import put_back_change
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.models import Branch, PharmacySettings, SettingsChange
from theriac.domains.organisation.queries.settings import changes_seen, get_change, revert_of

pytestmark = pytest.mark.django_db


def change(shop: Shop, **changes: object) -> UUID:
    version = PharmacySettings.objects.get().version
    change_settings(
        actor=shop.owner, pharmacy_id=shop.pharmacy_id, version=version, changes=changes
    )
    return SettingsChange.objects.order_by("changed_at", "id").values_list("id", flat=True).last()  # type: ignore[return-value]


@pytest.mark.rows("OPS-17")
def test_a_change_is_put_back_and_kept_as_a_change_of_its_own(shop: Shop) -> None:
    first = change(shop, expiry_look_days=120, receipt_footer="Terima kasih")
    change(shop, receipt_footer="Semoga lekas sembuh")
    found = revert_of(get_change(actor=shop.owner, change_id=first))
    assert (found.branch, found.version) == (None, 3)
    assert found.now == {"expiry_look_days": 120, "receipt_footer": "Semoga lekas sembuh"}
    assert found.then == {"expiry_look_days": 90, "receipt_footer": ""}

    assert put_back_change(actor=shop.owner, change_id=first, version=3) == 4

    now = PharmacySettings.objects.get()
    assert (now.expiry_look_days, now.receipt_footer) == (90, "")
    kept = SettingsChange.objects.get(puts_back=first)
    assert (kept.before, kept.after) == (found.now, found.then)
    assert kept.changed_by == shop.owner.id
    assert AuditRecord.objects.filter(command="organisation.put_back_change").count() == 2
    put_back_change(actor=shop.owner, change_id=kept.id, version=4)
    assert PharmacySettings.objects.get().receipt_footer == "Semoga lekas sembuh"


@pytest.mark.rows("OPS-17")
def test_what_no_longer_fits_is_refused_with_a_sentence_and_changes_nothing(shop: Shop) -> None:
    first = change(shop, expiry_stop_days=10)
    change(shop, expiry_look_days=20)

    with pytest.raises(
        Unprocessable, match="The red warning must not start before the amber one"
    ) as refused:
        put_back_change(actor=shop.owner, change_id=first, version=3)

    assert list(refused.value.errors) == ["expiry_stop_days"]
    assert PharmacySettings.objects.get().expiry_stop_days == 10
    assert SettingsChange.objects.count() == 2


def test_who_looked_at_older_settings_is_told_and_twice_is_refused(shop: Shop) -> None:
    first = change(shop, expiry_look_days=120)

    with pytest.raises(Stale):
        put_back_change(actor=shop.owner, change_id=first, version=1)
    put_back_change(actor=shop.owner, change_id=first, version=2)
    with pytest.raises(Conflict, match="already as they were before this change"):
        put_back_change(actor=shop.owner, change_id=first, version=3)
    with pytest.raises(NotFound):
        put_back_change(actor=shop.owner, change_id=new_id(), version=3)


@pytest.mark.rows("OPS-17")
def test_a_branchs_facts_are_put_back_by_who_manages_that_branch(shop: Shop) -> None:
    there = add_staff("administrator", second_branch(shop), "there")
    change_branch(
        actor=shop.owner,
        branch_id=BranchId(shop.branch_id),
        version=1,
        changes={"phone": "021 555", "licences": {"sia": "1/SIA/2026"}},
    )
    kept = SettingsChange.objects.get()

    with pytest.raises(NotPermitted):
        put_back_change(actor=there, change_id=kept.id, version=2)
    with pytest.raises(NotFound):
        get_change(actor=there, change_id=kept.id)
    assert list(changes_seen(actor=there)) == []
    assert list(changes_seen(actor=shop.owner)) == [kept]
    put_back_change(actor=shop.owner, change_id=kept.id, version=2)

    branch = Branch.objects.get(id=shop.branch_id)
    assert (branch.phone, branch.licences, branch.version) == ("", {}, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("expiry_look_days", 0),
        ("expiry_look_days", True),
        ("tax_rate_bp", 10_001),
        ("receipt_width_mm", 76),
        ("receipt_language", "fr"),
        ("receipt_header", "a\nb\nc\nd"),
        ("receipt_footer", "x" * 81),
        ("receipt_hidden", ["total"]),
        ("receipt_hidden", "code"),
        ("tax_inclusive", "yes"),
        ("cash_rounding", -1),
    ],
)
def test_a_value_that_its_setting_cant_have_is_refused_whoever_sends_it(
    shop: Shop, name: str, value: object
) -> None:
    with pytest.raises(Unprocessable) as refused:
        change(shop, **{name: value})

    assert list(refused.value.errors) == [name]
