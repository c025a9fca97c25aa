"""What the list of codes to link takes, as it is kept; and what takes a code off it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.domains.catalog.gs1.linked_codes import code_to_link
from theriac.domains.catalog.models import Barcode, UnknownCode
from theriac.domains.catalog.problems import ProductRefused

RECORD = "catalog.unknown_code"
LONGEST_NOTE = 120
_AT_ONCE = 500


def code_to_keep(raw: str) -> str:
    """The code as a barcode of it would be kept, without batch, expiry and serial number.

    Raises UnreadableCode, and ProductRefused for one that is empty, that names no product, that is
    longer than a barcode may be, or that holds signs which don't show.
    """
    code = code_to_link(raw)
    if not code or not code.isprintable():
        raise ProductRefused(
            _(
                "This code contains characters that barcodes don’t have. Scan another code on "
                "the pack."
            ),
            field="code",
        )
    return code


def note_to_keep(raw: str) -> str:
    """The note in one line, without signs that don't show, cut where it grows too long."""
    shown = "".join(sign if sign.isprintable() else " " for sign in raw)
    return " ".join(shown.split())[:LONGEST_NOTE].strip()


def take_known_off(barcodes: Iterable[Barcode]) -> None:
    """Take off the list what now opens a pack, with a record each; inside a unit of work."""
    packs = {barcode.code: barcode.pack_id for barcode in barcodes}
    codes = sorted(packs)
    for start in range(0, len(codes), _AT_ONCE):
        rows = UnknownCode.objects.select_for_update().exclude(state=UnknownCode.State.LINKED)
        for row in rows.filter(code__in=codes[start : start + _AT_ONCE]).order_by("id"):
            before = {"state": row.state, "pack_id": None}
            row.state, row.pack_id = UnknownCode.State.LINKED, packs[row.code]
            row.settled_by, row.settled_at = current_unit().actor.id, clock.now()
            row.reason = ""
            row.version += 1
            row.save()
            after = {"state": row.state, "pack_id": row.pack_id}
            facts = {"code": row.code, "before": before, "after": after}
            current_unit().record(RECORD, row.id, facts=facts)
