"""Making bins, and changing their code, label and use."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep, locked
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.domains.organisation.ids import BranchId
from theriac.domains.stock.models import Bin
from theriac.domains.stock.permissions import ADJUST_STOCK
from theriac.domains.stock.problems import BinRefused

LONGEST_CODE = 20


@command(name="stock.add_bin", done=gettext_lazy("Added a location"), permission=ADJUST_STOCK)
def add_bin(*, actor: Actor, branch_id: BranchId, code: str, label: str = "") -> UUID:
    """Make a bin; returns its id. Raises BinRefused for a code that is empty or taken."""
    row = Bin(id=new_id(), branch_id=branch_id, code=_clean(code), label=label.strip())
    if Bin.objects.filter(branch_id=branch_id, code__iexact=row.code).exists():
        raise _taken(row.code)
    if not insert_if_absent(Bin, row):
        raise _taken(row.code)
    current_unit().record("stock.bin", row.id, facts={"code": row.code, "label": row.label})
    return row.id


@command(name="stock.change_bin", done=gettext_lazy("Edited a location"), permission=ADJUST_STOCK)
def change_bin(
    *,
    actor: Actor,
    branch_id: BranchId,
    bin_id: UUID,
    version: int,
    code: str,
    label: str,
    is_active: bool,
) -> int:
    """Change a bin; returns the new version. Its goods stay in it.

    Raises NotFound, Stale, and BinRefused for a code that is empty or taken.
    """
    rows: QuerySet[Bin] = Bin.objects.filter(id=bin_id, branch_id=branch_id)
    row = locked(rows, missing=_("This location (bin) doesn’t exist."))
    changed = _(
        "Another user changed this location; its code is now %(code)s. Save again to replace it."
    )
    at_version(row, version, changed % {"code": row.code})
    wanted = _clean(code)
    others = Bin.objects.filter(branch_id=branch_id, code__iexact=wanted).exclude(id=bin_id)
    if others.exists():
        raise _taken(wanted)
    before = {"code": row.code, "label": row.label, "is_active": row.is_active}
    row.code, row.label, row.is_active = wanted, label.strip(), is_active
    keep(row, "code", "label", "is_active")
    after = {"code": row.code, "label": row.label, "is_active": row.is_active}
    current_unit().record("stock.bin", row.id, facts={"before": before, "after": after})
    return row.version


def _clean(code: str) -> str:
    text = code.strip().upper()
    if not text or not text.isprintable() or len(text) > LONGEST_CODE:
        raise BinRefused(
            _("Enter a location code of 1 to 20 characters, for example A-04."), field="code"
        )
    return text


def _taken(code: str) -> BinRefused:
    return BinRefused(
        _("This branch already has a location %(code)s. Choose another code.") % {"code": code},
        field="code",
    )
