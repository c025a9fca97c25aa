"""Taking in the file that a counter saved: sales, till, log, baskets, and the small things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from logging import getLogger
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.facts.records import given
from theriac.domains.catalog.commands.unknown_codes import CodeKept, take_kept_code
from theriac.domains.device_logs.commands.take_log import take_log
from theriac.domains.device_logs.wire import LogTold, documents_of, read_log
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.selling_point import SellingPoint
from theriac.domains.parked_baskets.commands.import_saved import (
    ImportedBaskets,
    import_saved_baskets,
)
from theriac.domains.sales.commands.import_saved import (
    ImportedSales,
    import_saved_sales,
    open_saved,
)
from theriac.domains.sales.commands.take_receipt_copy import DeviceCopy, take_device_copy
from theriac.domains.sales.permissions import SETTLE_CASE
from theriac.domains.tills.commands.import_saved import ImportedDocuments, import_saved_documents
from theriac.domains.unmet_requests.commands.record import RequestState, take_told_request

logger = getLogger(__name__)
AT_ONCE = 500
MOST_IN_A_FILE = 100_000


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of each kind of thing in the file."""

    sales: ImportedSales
    till: ImportedDocuments
    rest: ImportedRest
    parked: ImportedBaskets

    @property
    def unreadable(self) -> int:
        """How many things of it can't be taken: the file is to be kept."""
        rest = self.rest.left + self.parked.left
        return self.sales.unreadable + self.till.unreadable + rest


@command(
    name="device_logs.receive_file",
    done=_("Received a saved file of a counter"),
    permission=SETTLE_CASE,
)
def receive_file(*, actor: Actor, branch_id: BranchId, data: bytes) -> UUID:
    """Note on the trail that the file came, by its digest; ``import_saved_file`` takes it in.

    Raises NotASavedFile.
    """
    saved, point, is_signed = open_saved(actor, branch_id, data)
    unit = current_unit()
    facts = {
        "sha256": sha256(saved.content).hexdigest(),
        "sales": len(saved.sales),
        "till": len(saved.till),
        "signed": is_signed,
    }
    unit.record("device_logs.file", point.terminal_id, facts=facts)
    return unit.effect_id


def import_saved_file(*, actor: Actor, branch_id: BranchId, data: bytes) -> ImportedFile:
    """Take in all that the file holds, each thing once and by itself; again changes nothing.

    Sales come first, since a credit note answers one. What disagrees is held or becomes a case.
    Raises NotPermitted, NotASavedFile.
    """
    return ImportedFile(
        sales=import_saved_sales(actor=actor, branch_id=branch_id, data=data),
        till=import_saved_documents(actor=actor, branch_id=branch_id, data=data),
        rest=import_saved_rest(actor=actor, branch_id=branch_id, data=data),
        parked=import_saved_baskets(actor=actor, branch_id=branch_id, data=data),
    )


@dataclass(slots=True)
class ImportedRest:
    """How many requests, copies and codes were taken, now or before; how many can't be taken."""

    asked: int = 0
    copies: int = 0
    codes: int = 0
    left: int = 0
    is_logged: bool = False


def import_saved_rest(*, actor: Actor, branch_id: BranchId, data: bytes) -> ImportedRest:
    """Take requests, copies, codes and log of the file, each once; again changes nothing.

    What no device of the terminal signed isn't taken. Raises NotPermitted, NotASavedFile.
    """
    saved, point, is_signed = open_saved(actor, branch_id, data)
    found = ImportedRest()
    for wire in saved.asked:
        try:
            state = take_told_request(actor=actor, point=point, wire=wire, is_signed=is_signed)
        except Exception:  # one request's defect must not keep the others of the file back
            logger.exception("a saved request can't be taken")
            state = None
        found.asked += state is RequestState.TAKEN
        found.left += state is not RequestState.TAKEN
    if is_signed and not point.terminal_revoked:
        found.copies = sum(_is_taken(_take_copy, actor, point, wire) for wire in saved.copies)
        found.codes = sum(_is_taken(_take_code, actor, point, wire) for wire in saved.codes)
    found.left += len(saved.copies) + len(saved.codes) - found.copies - found.codes
    documents = documents_of(saved.sales, saved.told_voids, saved.till, saved.asked)
    told = read_log(saved.log, documents, MOST_IN_A_FILE)
    if told is not None and is_signed:
        for part in _parts(told):
            take_log(actor=actor, branch_id=branch_id, point=point, told=part)
        found.is_logged = True
    return found


def _is_taken(
    take: Callable[[Actor, SellingPoint, Mapping[str, Any]], bool],
    actor: Actor,
    point: SellingPoint,
    wire: Mapping[str, Any],
) -> bool:
    try:
        return take(actor, point, wire)
    except Exception:  # one thing's defect must not keep the others of the file back
        logger.exception("a thing of a saved file can't be taken")
        return False


def _take_copy(actor: Actor, point: SellingPoint, wire: Mapping[str, Any]) -> bool:
    """Not of a sale that isn't booked: one that is held, say, until a person decided."""
    number = take_device_copy(
        actor=actor,
        branch_id=point.branch_id,
        terminal_id=point.terminal_id,
        copy=given(DeviceCopy, **wire),
    )
    return number is not None


def _take_code(actor: Actor, point: SellingPoint, wire: Mapping[str, Any]) -> bool:
    take_kept_code(
        actor=actor,
        branch_id=point.branch_id,
        terminal_id=point.terminal_id,
        kept=given(CodeKept, **wire),
    )
    return True


def _parts(told: LogTold) -> Iterator[LogTold]:
    """The log in parts, each with the documents of its entries; the heads come with the last.

    A file tells of no head: it may be of an earlier pairing than what its terminal has now.
    """
    left = {(one.kind, one.key): one for one in told.documents}
    for start in range(0, len(told.entries), AT_ONCE):
        entries = told.entries[start : start + AT_ONCE]
        own = [left.pop((one.kind, one.key), None) for one in entries]
        yield LogTold(entries=entries, documents=[one for one in own if one is not None])
    yield LogTold(signed=told.signed, documents=list(left.values()))
