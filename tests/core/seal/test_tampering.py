"""Each thing that somebody with the database can do to sealed books, and who finds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.support.books import intruder, run_verifier, seal_violations
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.seal.export import export_pieces
from theriac.core.seal.heads import signed_head
from theriac.core.seal.keys import signing_key
from theriac.core.seal.leaves import leaves_of
from theriac.core.seal.models import SealedRow, SealHead, SealLog
from theriac.core.seal.registry import kind_of
from theriac.core.seal.rows import placed_between
from theriac.core.seal.tree import Edge, leaf_hash
from theriac.domains.sales.models import Payment, Sale, SaleLine
from theriac.domains.stock.models import Movement

pytestmark = pytest.mark.django_db(transaction=True)
OK = "OK: nothing was changed, removed, inserted or reordered"


def exported(folder: Path) -> Path:
    path = folder / "export.zip"
    begun = SealHead.objects.order_by("size").first()
    assert begun is not None
    since = begun.made_at - timedelta(days=1)
    path.write_bytes(b"".join(export_pieces(since, clock.now() + timedelta(days=1))))
    return path


SALE = ("sales_payment", "sales_line", "sales_ground", "sales_sale")
"""What a sale's rows are kept in, in the order in which they can go."""


def key_text(value: UUID) -> str:
    """An id as the database writes it."""
    return str(value) if connection.features.has_native_uuid_field else value.hex


def sealed_place(row_id: UUID) -> SealedRow:
    return SealedRow.objects.exclude(kind="audit.record").get(row_id=row_id)


def change_a_movement() -> SealedRow:
    movement = Movement.objects.filter(kind="sale").order_by("id")[0]
    with intruder("stock_movement") as cursor:
        cursor.execute(
            "UPDATE stock_movement SET quantity = quantity + 1 WHERE id = %s",
            [key_text(movement.id)],
        )
    return sealed_place(movement.id)


def change_a_payment() -> SealedRow:
    payment = Payment.objects.order_by("id")[0]
    with intruder("sales_payment") as cursor:
        cursor.execute("UPDATE sales_payment SET reference = 'other'")
    assert payment.reference == "Ny. Dewi"
    return sealed_place(Sale.objects.order_by("sequence")[0].id)


def remove_a_line() -> SealedRow:
    line = SaleLine.objects.order_by("sale__sequence")[0]
    with intruder("sales_line") as cursor:
        cursor.execute("DELETE FROM sales_line WHERE id = %s", [key_text(line.id)])
    return sealed_place(line.sale_id)


def remove_a_movement() -> SealedRow:
    movement = Movement.objects.filter(kind="sale").order_by("id")[1]
    with intruder("stock_movement") as cursor:
        cursor.execute("DELETE FROM stock_movement WHERE id = %s", [key_text(movement.id)])
    return sealed_place(movement.id)


@pytest.mark.rows("AUD-02", "STK-04")
@pytest.mark.parametrize(
    ("tamper", "code", "done"),
    [
        (change_a_movement, "seal.row_changed", "changed"),
        (change_a_payment, "seal.row_changed", "changed"),
        (remove_a_line, "seal.row_changed", "changed"),
        (remove_a_movement, "seal.row_gone", "removed"),
    ],
)
def test_a_row_that_was_changed_or_removed_is_named(
    books: Path, tmp_path: Path, tamper: Callable[[], SealedRow], code: str, done: str
) -> None:
    assert seal_violations() == []
    assert run_verifier(exported(tmp_path), "--heads", books)[1].splitlines()[-1] == OK
    row = tamper()
    facts = {"kind": row.kind, "row": str(row.row_id), "number": row.position + 1}
    assert seal_violations()[0] == (code, facts)
    code_of_exit, said = run_verifier(exported(tmp_path))
    assert (code_of_exit, said) == (
        1,
        f"CHANGED: row {row.position + 1} ({row.kind} {row.row_id}) was {done} after it was "
        "sealed\n",
    )


def swap(cursor: Any, one: int, two: int) -> None:
    for old, new in ((one, -1), (two, one), (-1, two)):
        cursor.execute("UPDATE seal_row SET position = %s WHERE position = %s", [new, old])


@pytest.mark.rows("AUD-02", "AUD-10")
def test_rows_that_changed_places_are_found(books: Path, tmp_path: Path) -> None:
    with intruder("seal_row") as cursor:
        swap(cursor, 1, 2)
    first = SealedRow.objects.get(position=0)
    size = SealHead.objects.order_by("size")[0].size
    assert seal_violations()[0] == (
        "seal.head",
        {"size": size, "first": 1, "kind": first.kind, "row": str(first.row_id)},
    )
    export = exported(tmp_path)
    code, said = run_verifier(export)
    assert code == 1
    assert f"one of the rows 1 to {size} was exchanged, inserted, removed or moved" in said
    code, said = run_verifier(export, "--heads", books)
    moved = SealedRow.objects.get(position=1)
    was = SealedRow.objects.get(position=2)
    assert (code, said) == (
        1,
        f"CHANGED: row 2 ({moved.kind} {moved.row_id}) isn't what was sealed there: "
        f"row 2 ({was.kind} {was.row_id})\n",
    )


@pytest.mark.rows("AUD-02", "AUD-10")
def test_a_row_that_was_put_between_is_found(books: Path, tmp_path: Path) -> None:
    """A row with its own place in the order: all that come after it move on by one."""
    log = SealLog.objects.get()
    record = AuditRecord.objects.order_by("recorded_at", "id")[3]
    record.id = UUID(int=9)
    record.save(force_insert=True)
    kind = kind_of("audit.record", 1)
    assert kind is not None
    leaf = leaf_hash(leaves_of(kind, [record.id], log.salt)[record.id]).hex()
    with intruder("seal_row") as cursor:
        for position in range(SealedRow.objects.count() - 1, 2, -1):
            cursor.execute(
                "UPDATE seal_row SET position = %s WHERE position = %s", [position + 1, position]
            )
    place = {"log": log.number, "position": 3, "kind": "audit.record", "version": 1}
    SealedRow.objects.create(**place, row_id=record.id, leaf=leaf)
    assert seal_violations()[0][0] == "seal.head"
    export = exported(tmp_path)
    assert "was exchanged, inserted, removed or moved" in run_verifier(export)[1]
    code, said = run_verifier(export, "--heads", books)
    assert code == 1
    name = f"row 4 (audit.record {record.id})"
    assert said.startswith(f"CHANGED: {name} isn't what was sealed there: row 4 (audit.record ")


def test_a_row_that_is_backdated_is_found(books: Path) -> None:
    last = SealHead.objects.order_by("-size")[0]
    sale = Sale.objects.order_by("sequence")[0]
    with intruder("sales_sale") as cursor:
        columns = [field.column for field in Sale._meta.concrete_fields]
        new = {"id": "%s", "sequence": "77", "recorded_at": "%s"}
        chosen = ", ".join(new.get(column, column) for column in columns)
        cursor.execute(
            f"INSERT INTO sales_sale ({', '.join(columns)}) SELECT {chosen} FROM sales_sale "
            "WHERE sequence = 1",
            [
                key_text(UUID(int=9)),
                (last.made_at - timedelta(days=2)).replace(tzinfo=None).isoformat(" "),
            ],
        )
    assert sale.sequence == 1
    assert seal_violations() == [
        ("seal.row_unsealed", {"kind": "sales.sale", "row": str(UUID(int=9))})
    ]


def remove_the_end() -> int:
    """The last head and its rows, as though they had never been."""
    first, last = SealHead.objects.order_by("size")
    with intruder("seal_head", "seal_row", *SALE) as cursor:
        cursor.execute("DELETE FROM seal_head WHERE size = %s", [last.size])
        cursor.execute("DELETE FROM seal_row WHERE position >= %s", [first.size])
        for table in SALE:
            column = "id" if table == "sales_sale" else "sale_id"
            sale = Sale.objects.order_by("-sequence").values_list("id", flat=True)[0]
            cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [key_text(sale)])
    return last.size


@pytest.mark.rows("AUD-02")
def test_an_end_that_was_cut_off_is_found(books: Path, tmp_path: Path) -> None:
    size = remove_the_end()
    assert ("seal.store_ahead", {"size": size}) in seal_violations()
    code, said = run_verifier(exported(tmp_path), "--heads", books)
    assert code == 1
    assert f"covers {size} rows; {SealHead.objects.get().size} are there" in said


def rewrite_everything() -> SealedRow:
    """Change a movement, then make every leaf, edge and head anew with the true signing key."""
    row = change_a_movement()
    log, key, edge = SealLog.objects.get(), signing_key(), Edge()
    heads = {head.size: head for head in SealHead.objects.all()}
    with intruder("seal_row", "seal_head", "seal_log", "seal_state") as cursor:
        for placed in placed_between(log, 0, max(heads)):
            assert placed.data is not None
            leaf = leaf_hash(placed.data)
            cursor.execute(
                "UPDATE seal_row SET leaf = %s WHERE position = %s",
                [leaf.hex(), placed.position],
            )
            edge.append(leaf)
            if edge.size in heads:
                old = heads[edge.size]
                new = signed_head(log.name, edge.size, edge.root(), old.made_at, key)
                cursor.execute(
                    "UPDATE seal_head SET root = %s, edge = %s, signature = %s WHERE size = %s",
                    [new.root, edge.text(), new.signature, edge.size],
                )
    return row


@pytest.mark.rows("AUD-02", "AUD-10", "STK-04")
def test_books_that_were_rewritten_whole_are_caught_by_heads_kept_elsewhere(
    books: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    last = max(books.rglob("*.head")).read_text("utf-8")
    letter.write_text(f"Dear owner,\n\nthe seal today:\n\n{last}\nKind regards\n", "utf-8")
    row = rewrite_everything()
    size = SealHead.objects.order_by("size")[0].size
    facts = {"size": size, "number": row.position + 1, "kind": row.kind, "row": str(row.row_id)}
    assert seal_violations()[0] == ("seal.store_differs", facts)

    export = exported(tmp_path)
    alone = run_verifier(export)[1].splitlines()
    assert alone[-2:] == [
        "only the export's own heads were compared: name those kept elsewhere by --heads",
        OK,
    ]
    name = f"row {row.position + 1} ({row.kind} {row.row_id})"
    code, said = run_verifier(export, "--heads", books)
    assert (code, said) == (1, f"CHANGED: {name} isn't what was sealed there: {name}\n")
    code, said = run_verifier(export, "--heads", letter)
    assert code == 1
    assert "was exchanged, inserted, removed or moved: the head made" in said


def test_a_head_with_another_signature_is_found(books: Path, tmp_path: Path) -> None:
    last = SealHead.objects.order_by("-size")[0]
    with intruder("seal_head") as cursor:
        cursor.execute(
            "UPDATE seal_head SET signature = %s WHERE size = %s", ["00" * 64, last.size]
        )
    assert ("seal.signature", {"size": last.size}) in seal_violations()
    code, said = run_verifier(exported(tmp_path))
    assert code == 1
    assert f"the head over {last.size} rows" in said
    assert "has no good signature" in said
