"""Beginning and ending a product's page, once the law asks for another register or for none."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.domains.controlled.entries import enter_lines, registers_by_class
from theriac.domains.controlled.lines import LineEntry
from theriac.domains.controlled.models import RegisterLine
from theriac.domains.stock.commands.registers import RegisteredStock, registers_differ, set_register


@command(
    name="controlled.keep_registers",
    done=gettext_lazy("Put products into the registers of their class"),
    system_only=True,
)
def keep_registers(*, actor: Actor, product_ids: Sequence[UUID]) -> int:
    """Put what lies of these products under the register of their class; how many changed.

    What the old register had is closed there and opens the new one, in one transaction with what
    the ledger has.
    """
    wanted = registers_by_class(product_ids)
    changed = registers_differ(wanted, product_ids)
    for product_id in changed:
        code = wanted.get(product_id, "")
        before = set_register(product_id, code)
        enter_lines([line for one in before for line in _lines(actor, one, code)])
        was = {one.register for one in before} - {code}
        current_unit().record(
            "catalog.product",
            product_id,
            facts={"before": {"register": min(was, default="")}, "after": {"register": code}},
        )
    return len(changed)


def _lines(actor: Actor, stock: RegisteredStock, code: str) -> list[LineEntry]:
    if not stock.units or stock.register == code:
        return []
    found = []
    if stock.register:
        found.append(_entry(actor, stock, stock.register, RegisterLine.Kind.CLOSING, -stock.units))
    if code:
        found.append(_entry(actor, stock, code, RegisterLine.Kind.OPENING, stock.units))
    return found


def _entry(actor: Actor, stock: RegisteredStock, code: str, kind: str, change: int) -> LineEntry:
    return LineEntry(
        branch_id=stock.branch_id,
        code=code,
        product_id=stock.product_id,
        batch_id=stock.batch_id,
        kind=kind,
        quantity=stock.units,
        change=change,
        person_id=actor.id,
        occurred_at=clock.now(),
    )
