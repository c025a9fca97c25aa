"""What the ledger of stock tells of registered goods: gathered, and written as a command ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from theriac.core import clock
from theriac.core.command import Ending, current_unit
from theriac.countries.controlled.registers import REGISTERS
from theriac.domains.catalog.queries.product_facts import classes_of
from theriac.domains.controlled.lines import LineEntry, write_lines
from theriac.domains.controlled.signatures import demand_signatures
from theriac.domains.stock.queries.registered import RegisteredMove

RELEASE = "release"


class LinesToWrite(Ending):
    """What a command moved of registered goods.

    Written at its end: a register is locked after all that lies on shelves, whatever the command
    locks of it in which order.
    """

    def __init__(self) -> None:
        self.entries: list[LineEntry] = []
        self.is_told = False

    def __call__(self) -> None:
        """Raises ApprovalNeeded where a second person must sign them."""
        if not self.is_told:
            demand_signatures(self.entries)
        write_lines([one for one in self.entries if one.kind != RELEASE])


def take_as_told() -> None:
    """Ask nobody to sign what the running command enters: it happened, and was told afterwards."""
    current_unit().ending(LinesToWrite).is_told = True


def enter_lines(entries: Sequence[LineEntry]) -> None:
    """Have these lines written when the running command ends, in this order."""
    current_unit().ending(LinesToWrite).entries += entries


def registers_by_class(product_ids: Collection[UUID]) -> dict[UUID, str]:
    """The register of each of these products whose legal class needs one; one read."""
    classes = classes_of(product_ids)
    return {key: code for key, one in classes.items() if (code := REGISTERS.get(one, ""))}


class KeptRegisters:
    """Keeps the registers for the ledger of stock."""

    def registers_of(self, product_ids: Collection[UUID]) -> Mapping[UUID, str]:
        """The register of each of these products that is in one; one read."""
        return registers_by_class(product_ids)

    def enter(self, moved: Sequence[RegisteredMove]) -> None:
        """A line for each, with the running command."""
        enter_lines([_entry(one) for one in moved])

    def release(self, branch_id: UUID, batch_id: UUID, product_id: UUID, reason: str) -> None:
        """Have a second person sign that a batch of registered goods may be sold again."""
        code = registers_by_class([product_id]).get(product_id, "")
        if code:
            enter_lines([_released(branch_id, (batch_id, product_id), code, reason)])


def _released(branch_id: UUID, goods: tuple[UUID, UUID], code: str, reason: str) -> LineEntry:
    """No movement and no line of the register: it stands for what is signed."""
    batch_id, product_id = goods
    return LineEntry(
        branch_id=branch_id,
        code=code,
        product_id=product_id,
        batch_id=batch_id,
        kind=RELEASE,
        quantity=0,
        change=0,
        person_id=current_unit().actor.id,
        occurred_at=clock.now(),
        document_id=batch_id,
        reason=reason,
    )


def _entry(moved: RegisteredMove) -> LineEntry:
    movement = moved.movement
    return LineEntry(
        branch_id=moved.branch_id,
        code=moved.register,
        product_id=movement.product_id,
        batch_id=movement.batch_id,
        kind=movement.kind,
        quantity=movement.quantity,
        change=moved.change,
        person_id=movement.actor_id,
        occurred_at=movement.occurred_at,
        movement_id=movement.id,
        document_id=movement.document_id,
        document_number=movement.document_number,
        reason=movement.reason,
        reverses_id=movement.reverses_id,
    )
