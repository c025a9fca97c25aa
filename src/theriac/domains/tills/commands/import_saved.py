"""Taking the till documents that a counter saved to a file, as if it had pushed them itself."""

from __future__ import annotations

from dataclasses import dataclass
from logging import getLogger

from theriac.core.actor import Actor
from theriac.domains.organisation.ids import BranchId
from theriac.domains.sales.commands.import_saved import open_saved
from theriac.domains.tills.commands.take_document import (
    TillDocumentState,
    is_known_document,
    take_till_document,
)

logger = getLogger(__name__)


@dataclass(slots=True)
class ImportedDocuments:
    """How many were taken, known already, are held, and can't be read."""

    taken: int = 0
    known: int = 0
    held: int = 0
    unreadable: int = 0


def import_saved_documents(*, actor: Actor, branch_id: BranchId, data: bytes) -> ImportedDocuments:
    """Take each document of the file by itself, in its order; again changes nothing.

    What no device of the terminal signed is held. Raises NotPermitted, NotASavedFile.
    """
    saved, point, is_signed = open_saved(actor, branch_id, data)
    found = ImportedDocuments()
    for wire in saved.till:
        try:
            was_known = is_known_document(wire)
            state = take_till_document(
                actor=actor, branch_id=branch_id, point=point, wire=wire, is_signed=is_signed
            )
        except Exception:  # one document's defect must not keep the others of the file back
            logger.exception("a saved till document can't be taken")
            state, was_known = None, False
        if state is TillDocumentState.TAKEN:
            found.known += was_known
            found.taken += not was_known
        found.held += state is TillDocumentState.HELD
        found.unreadable += state is None
    return found
