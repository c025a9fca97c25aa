"""What the commands on a return share: it is loaded and locked, hashed, written on the trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from theriac.core.command import current_unit
from theriac.core.database.documents import at_version, in_state, keep, locked
from theriac.domains.purchasing.models import SupplierReturn, SupplierReturnLine
from theriac.domains.purchasing.problems import ReturnFixed

RECORD = "purchasing.return"
_HEAD = ("id", "branch_id", "supplier_id", "number", "note", "expected")
_LINE = ("id", "position", "product_id", "batch_id", "quantity", "why", "credit")


def locked_return(return_id: UUID, branch_id: UUID, version: int | None = None) -> SupplierReturn:
    """The return of this branch, locked. Raises NotFound, and Stale for another version."""
    rows: QuerySet[SupplierReturn] = SupplierReturn.objects.filter(
        id=return_id, branch_id=branch_id
    )
    found = locked(rows, missing=_("This return doesn’t exist. Choose one from the list."))
    at_version(found, version, _("Another user changed this return. Reload the page."))
    return found


def require_state(found: SupplierReturn, state: str) -> None:
    """Raise ReturnFixed, with the way on, unless the return is in this state."""
    words = {
        SupplierReturn.State.DRAFT: _("This return is not sent yet. Send it first."),
        SupplierReturn.State.SENT: _(
            "This return is already sent. If the supplier rejected it, return the goods to stock."
        ),
        SupplierReturn.State.SETTLED: _("This return is settled. Create a new one."),
        SupplierReturn.State.TAKEN_BACK: _(
            "The goods of this return are back in stock. Create a new return."
        ),
        SupplierReturn.State.DISCARDED: _("This return was discarded. Create a new one."),
    }
    in_state(
        found,
        state,
        otherwise=lambda there: ReturnFixed(words[SupplierReturn.State(there)], state=there),
    )


def save_return(found: SupplierReturn, reason: str, facts: Mapping[str, Any] | None = None) -> int:
    """Keep it with the next version, and say so on the trail; the version."""
    keep(found)
    current_unit().record(RECORD, found.id, reason=reason, facts=facts, branch_id=found.branch_id)
    return found.version


def lines_of(found: SupplierReturn) -> list[SupplierReturnLine]:
    """Its lines in their order."""
    rows: QuerySet[SupplierReturnLine] = SupplierReturnLine.objects.filter(supplier_return=found)
    return list(rows.order_by("position", "id"))


def return_hash(found: SupplierReturn, lines: Sequence[SupplierReturnLine]) -> str:
    """SHA-256 of head and lines in their order, as sorted JSON."""
    written = {
        "head": {name: _plain(getattr(found, name)) for name in _HEAD},
        "lines": [{name: _plain(getattr(line, name)) for name in _LINE} for line in lines],
    }
    text = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    return value.isoformat() if isinstance(value, date) else value
