"""Move: encrypt what is readable, a few rows at a time; backwards it is made readable again.

What was done stays done: stopped halfway, the next run goes on. The ledger's triggers are lifted
for this table alone while its rows are moved.
"""

from typing import Any

from django.db import migrations

from theriac.core.append_only.installation import lifted
from theriac.core.privacy.periods import ready_owner
from theriac.core.privacy.problems import Erased
from theriac.core.seal.raw.shapes import hidden_text, mark_of

AT_ONCE = 500
KEYS = "sales.grounds"
TEXTS = ("prescriber", "prescription_number")


def pieces(rows: Any) -> Any:
    """The rows in pieces; each is written before the next is read."""
    while piece := list(rows[:AT_ONCE]):
        yield piece


def forwards(apps: Any, schema_editor: Any) -> None:
    """Readable columns become ciphertext."""
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")
    ground, held = apps.get_model("sales", "SaleGround"), apps.get_model("sales", "HeldPush")
    salts = list(apps.get_model("seal", "SealLog").objects.values_list("salt", flat=True))
    if ground.objects.filter(key_id=None).exists():
        with lifted(connection, [ground]):
            rows = ground.objects.filter(key_id=None).select_related("sale").order_by("id")
            for piece in pieces(rows):
                for row in piece:
                    _encrypt(row, salts)
    for piece in pieces(held.objects.filter(key_id=None).order_by("id")):
        for row in piece:
            row.encrypted = row.content
            row.content = {}
            row.key_id = ready_owner(KEYS, row.received_at)
            row.save(update_fields=["encrypted", "content", "key_id"])


def _encrypt(row: Any, salts: list[str]) -> None:
    texts = {name: getattr(row, name) for name in TEXTS}
    row.kept_hashes = {
        mark_of(bytes.fromhex(salt)): {
            name: hidden_text(
                bytes.fromhex(salt), f"sales.sale.grounds\n{row.id}\n{name}", text
            )
            for name, text in texts.items()
            if text
        }
        for salt in salts
    }
    row.details = (
        {"prescriber": texts["prescriber"], "number": texts["prescription_number"]}
        if row.kind == "prescription"
        else {}
    )
    row.key_id = ready_owner(KEYS, row.sale.recorded_at)
    row.prescriber = row.prescription_number = ""
    row.save(update_fields=["details", "key_id", "kept_hashes", *TEXTS])


def backwards(apps: Any, schema_editor: Any) -> None:
    """Readable again; what a destroyed key held stays empty."""
    ground, held = apps.get_model("sales", "SaleGround"), apps.get_model("sales", "HeldPush")
    if ground.objects.exclude(key_id=None).exists():
        with lifted(schema_editor.connection, [ground]):
            for piece in pieces(ground.objects.exclude(key_id=None).order_by("id")):
                for row in piece:
                    details = _opened(row, "details")
                    row.prescriber = details.get("prescriber", "")
                    row.prescription_number = details.get("number", "")
                    row.key_id = None
                    row.save(update_fields=["key_id", *TEXTS])
    for piece in pieces(held.objects.exclude(key_id=None).order_by("id")):
        for row in piece:
            row.content = _opened(row, "encrypted")
            row.key_id = None
            row.save(update_fields=["content", "key_id"])


def _opened(row: Any, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = getattr(row, name)
    except Erased:
        return {}
    return found


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("sales", "0006_ground_details"), ("seal", "0002_state_passed_at")]

    operations = [migrations.RunPython(forwards, backwards)]
