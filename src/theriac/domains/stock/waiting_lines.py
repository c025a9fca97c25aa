"""Lines of people who wait for goods: told of each unit of work that may let one be served."""

from __future__ import annotations

from uuid import UUID

from theriac.core.command import Ending, current_unit
from theriac.domains.stock.ports import serve_lines, waiting_among


class LinesToServe(Ending):
    """The products at branches of which goods may have come free while a command ran.

    They are served at its end, in its transaction, once the shelf is as the command leaves it.
    """

    def __init__(self) -> None:
        self.lines: set[tuple[UUID, UUID]] = set()

    def __call__(self) -> None:
        """Serve those for which somebody waits; one read where nobody does."""
        unit = current_unit()
        if not self.lines or unit.is_history:
            return
        waiting = waiting_among(frozenset(self.lines))
        if waiting:
            unit.writes.send()
            serve_lines(waiting)


def note_line(branch_id: UUID, product_id: UUID) -> None:
    """Have the line for a product at a branch served when the running command ends."""
    current_unit().ending(LinesToServe).lines.add((branch_id, product_id))
