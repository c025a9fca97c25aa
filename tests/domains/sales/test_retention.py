"""A month of prescriptions goes as a whole, waits for held sales, and never comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from tests.support.jobs import done_now
from tests.support.shop import Shop, add_medicine, open_shop, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.privacy.copies import back_up_keys, restore_keys
from theriac.domains.organisation.commands.retention import confirm_retention
from theriac.domains.organisation.jobs import work_through
from theriac.domains.organisation.queries.retention import dry_run, due_rows
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.models import HeldPush, SaleGround
from theriac.domains.sales.prescriptions import seen_in
from theriac.domains.sales.retention import destroyed_months


@pytest.fixture
def shop(db: None, tmp_path: Path) -> Iterator[Shop]:
    here, copies = tmp_path / "keys.sqlite3", tmp_path / "copies"
    with override_settings(KEY_STORE=here, KEY_BACKUP_DIR=copies):
        yield open_shop()


def sell(shop: Shop, who: str) -> SaleGround:
    medicine = add_medicine(shop, f"Amoxicillin {who}", legal_class="keras")
    stock_up(shop, medicine, 5)
    day = clock.now().date()
    seen = GroundSeen(kind="prescription", prescriber=who, number="1", written_on=day)
    done = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=medicine.id, quantity=1, ground=0)], grounds=[seen]
        ),
    )
    return SaleGround.objects.get(sale_id=done.sale.id)


def due(shop: Shop) -> list[datetime]:
    return [row.at for row in due_rows(actor=shop.owner, code="sales.prescriptions")[1]]


@pytest.mark.rows("AUD-07")
def test_a_months_key_goes_and_no_copy_brings_it_back(shop: Shop) -> None:
    with clock.at(clock.now() - timedelta(days=6 * 366)):
        old = sell(shop, "dr. Old")
    new = sell(shop, "dr. New")
    copy = back_up_keys()
    assert len(due(shop)) == 1

    run_id = confirm_retention(actor=shop.owner, digest=dry_run(actor=shop.owner).digest)
    assert done_now(work_through, run_id=str(run_id)) == {"cleared": 1}

    rows = SaleGround.objects.filter(id__in=[old.id, new.id]).order_by("id")
    assert [(one.prescriber, one.is_gone) for one in seen_in(rows).values()] == [
        ("", True),
        ("dr. New", False),
    ]
    record = AuditRecord.objects.get(object_kind="sales.prescriptions")
    assert (record.object_id, len(record.facts["key"])) == (old.key_id, 64)
    assert (due(shop), destroyed_months()) == ([], {old.key_id})
    with override_settings(KEY_STORE=copy.with_name("anew.sqlite3")):
        restore_keys(copy)  # a new, empty store from a copy older than the destruction
        assert seen_in([SaleGround.objects.get(id=old.id)])[old.id].is_gone


def test_a_month_in_which_a_held_sale_waits_stays(shop: Shop) -> None:
    with clock.at(clock.now() - timedelta(days=6 * 366)):
        ground = sell(shop, "dr. Old")
        HeldPush.objects.create(
            sale_id=ground.sale_id,
            terminal_id=shop.terminal_id,
            branch_id=shop.branch_id,
            reason="revoked",
            number="1",
            series_id=ground.id,
            sequence=1,
            content_hash="",
            content={},
            key_id=ground.key_id,
            received_at=clock.now(),
        )
    assert due(shop) == []
