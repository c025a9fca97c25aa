"""Who prescribed: read with a right and on the record, until the month's key is gone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, add_staff, open_shop, stock_up
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.privacy.keys import destroy_keys
from theriac.core.privacy.sqlite_store import SqliteKeyStore
from theriac.core.privacy.store import use_key_store
from theriac.core.problems import NotPermitted
from theriac.core.seal.leaves import leaves_of
from theriac.core.seal.models import SealLog
from theriac.core.seal.passes import seal_once
from theriac.core.seal.raw.shapes import hidden_text
from theriac.core.seal.registry import kind_of
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.commands.complete_sale import complete_sale
from theriac.domains.sales.commands.read_prescriptions import read_prescriptions
from theriac.domains.sales.models import HeldPush, Sale, SaleGround
from theriac.domains.sales.prescriptions import SeenPrescription
from theriac.domains.sales.pushing.sale import PushedGround
from theriac.domains.sales.selling.drafts import GroundSeen, SaleDraft, SaleItem

WHO, NUMBER = "dr. Qzmarkedxq", "QZ-0412"


def sell(shop: Shop) -> Sale:
    medicine = add_medicine(shop, "Amoxicillin 500 mg", legal_class="keras")
    stock_up(shop, medicine, 20)
    seen = GroundSeen(
        kind="prescription", prescriber=WHO, number=NUMBER, written_on=date(2026, 1, 2)
    )
    return complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(
            items=[SaleItem(product_id=medicine.id, quantity=1, ground=0)], grounds=[seen]
        ),
    ).sale


def read(shop: Shop, sale: Sale) -> list[SeenPrescription]:
    named: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id}
    return list(read_prescriptions(**named, sale_id=sale.id).values())


@pytest.mark.django_db
def test_a_reading_is_recorded_and_needs_its_right() -> None:
    shop = open_shop()
    sale = sell(shop)

    assert read(shop, sale) == [SeenPrescription(WHO, NUMBER)]
    [record] = AuditRecord.objects.filter(command="sales.read_prescriptions")
    assert (record.object_id, record.facts) == (sale.id, {"sections": ["prescription"]})
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        read_prescriptions(actor=cashier, branch_id=shop.branch_id, sale_id=sale.id)


@pytest.mark.django_db(transaction=True)
def test_a_destroyed_month_leaves_books_and_seal_whole(settings: Any, tmp_path: Any) -> None:
    settings.SEAL_STORE, settings.SEAL_KEY = tmp_path / "store", "07" * 32
    with use_key_store(SqliteKeyStore(tmp_path / "keys.sqlite3")):
        shop = open_shop()
        sale = sell(shop)
        seal_once()
        [ground] = SaleGround.objects.all()

        destroy_keys([ground.key_id])

        assert read(shop, sale) == [SeenPrescription(is_gone=True)]
        assert [(one.name, one.violations) for one in run_checks() if one.violations] == []


def hold(shop: Shop, sale: Sale) -> None:
    """A counter pushes another sale of an unknown product: it is held as it was sent."""
    medicine = add_medicine(shop, "Known 1", legal_class="keras")
    batch = stock_up(shop, medicine, 5)
    ground = PushedGround(
        id=new_id(),
        kind="prescription",
        permitted_by=shop.owner.id,
        prescriber=WHO,
        number=NUMBER,
        written_on=date(2026, 1, 2),
    )
    line = pushed_line(shop, medicine, [(batch, 1)], ground_id=ground.id, product_id=new_id())
    push(shop, pushed_sale(shop, [line], grounds=[ground]))
    assert HeldPush.objects.count() == 1


def raw(table: str, *columns: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
        return list(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_readable_rows_move_forwards_and_back_and_their_old_leaves_stay(
    settings: Any, tmp_path: Any
) -> None:
    settings.SEAL_STORE, settings.SEAL_KEY = tmp_path / "store", "07" * 32
    shop = open_shop()
    sale = sell(shop)
    [ground] = SaleGround.objects.all()
    seal_once()
    hold(shop, sale)
    salt = SealLog.objects.get().salt
    place = f"sales.sale.grounds\n{ground.id}\nprescriber"

    call_command("migrate", "sales", "0005", verbosity=0)
    readable = raw("sales_ground", "prescriber", "prescription_number")
    call_command("migrate", "sales", verbosity=0)

    assert readable == [(WHO, NUMBER)]
    assert [held.content["grounds"][0]["prescriber"] for held in HeldPush.objects.all()] == [WHO]
    assert WHO not in str(raw("sales_held_push", "content"))
    assert read(shop, sale) == [SeenPrescription(WHO, NUMBER)]
    once = kind_of("sales.sale", 1)
    assert once is not None
    leaf = leaves_of(once, [sale.id], salt)[sale.id].decode()
    assert f'"prescriber":{{"hmac":"{hidden_text(bytes.fromhex(salt), place, WHO)}"}}' in leaf
