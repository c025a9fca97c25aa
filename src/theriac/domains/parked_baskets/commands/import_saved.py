"""Taking the baskets that wait from the file that a counter saved."""

from __future__ import annotations

from dataclasses import dataclass
from logging import getLogger

from pydantic import TypeAdapter

from theriac.core.actor import Actor
from theriac.domains.organisation.ids import BranchId
from theriac.domains.parked_baskets.commands.park import ParkedState, take_parked
from theriac.domains.parked_baskets.content import ParkedTold
from theriac.domains.sales.commands.import_saved import open_saved

logger = getLogger(__name__)
_TOLD = TypeAdapter(ParkedTold)


@dataclass(slots=True)
class ImportedBaskets:
    """How many wait at the branch now, and how many can't be taken."""

    waiting: int = 0
    left: int = 0


def import_saved_baskets(*, actor: Actor, branch_id: BranchId, data: bytes) -> ImportedBaskets:
    """Let each basket of the file wait at the branch, once; one that was sold or fetched is left.

    Of a file that no device of the terminal signed none is taken. Raises NotPermitted,
    NotASavedFile.
    """
    saved, point, is_signed = open_saved(actor, branch_id, data)
    found = ImportedBaskets()
    for wire in saved.parked:
        state = None
        if is_signed and not point.terminal_revoked:
            try:
                told = _TOLD.validate_python(wire, extra="ignore")
                state = take_parked(actor=actor, point=point, told=told)
            except Exception:  # one basket's defect must not keep the others of the file back
                logger.exception("a saved basket can't be taken")
        found.waiting += state is ParkedState.WAITING
        found.left += state in (None, ParkedState.FULL, ParkedState.REFUSED)
    return found
