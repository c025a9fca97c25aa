"""The question of a counter that scanned a single pack, and the report when it is refused."""

from __future__ import annotations

from datetime import timedelta
from logging import getLogger
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.catalog.queries.names import products_of_codes
from theriac.domains.serials.commands.decommission import announce
from theriac.domains.serials.models import SerialRefusal
from theriac.domains.serials.ports import SerialPack, SerialSystemSilent, SerialWord, serial_system
from theriac.domains.serials.problems import SerialRefused
from theriac.domains.serials.queries import last_turns, refusal_of

logger = getLogger(__name__)
AGAIN = timedelta(minutes=10)
"""The same pack, refused at the same terminal within this, is one report."""


def ask_serial(*, actor: Actor, branch_id: UUID, person_id: UUID, pack: SerialPack) -> str:
    """Why this pack may not be sold, or "" where nothing speaks against it.

    The own book is asked first, then the national system where there is one; one that gives no
    answer stops nobody. A refusal is reported.
    """
    last = last_turns([pack]).get(pack)
    if last is not None and not last.is_back:
        report_serial(
            actor=actor, branch_id=branch_id, person_id=person_id, pack=pack, sold_id=last.sold_id
        )
        return refusal_of(pack, last, branch_id)
    system = serial_system()
    if system is None:
        return ""
    try:
        answer = system.verify(pack)
    except SerialSystemSilent as problem:
        logger.warning("the system of serial numbers is silent: %s", problem)
        return ""
    if answer.word is not SerialWord.REFUSED:
        return ""
    report_serial(actor=actor, branch_id=branch_id, person_id=person_id, pack=pack, sold_id=None)
    return answer.sentence or _(
        "The national system refuses the pack with serial number %(serial)s. Set it aside and tell "
        "the pharmacist."
    ) % {"serial": pack.serial}


def report_refusal(*, actor: Actor, branch_id: UUID, problem: SerialRefused) -> None:
    """Report the pack that a program wanted to sell, after its sale was refused."""
    pack = SerialPack(str(problem.facts["gtin"]), str(problem.facts["serial"]))
    last = last_turns([pack]).get(pack)
    if last is not None and not last.is_back:
        report_serial(
            actor=actor, branch_id=branch_id, person_id=actor.id, pack=pack, sold_id=last.sold_id
        )


@command(name="serials.report_serial", done=gettext_lazy("Reported a blocked serial number"))
def report_serial(
    *, actor: Actor, branch_id: UUID, person_id: UUID, pack: SerialPack, sold_id: UUID | None
) -> bool:
    """Keep that a pack was refused at a counter; False where it was just told from there."""
    since = clock.now() - AGAIN
    before = SerialRefusal.objects.filter(
        serial=pack.serial,
        gtin=pack.gtin,
        branch_id=branch_id,
        terminal_id=actor.terminal_id,
        sale_id=None,
        recorded_at__gte=since,
    )
    if before.exists():
        return False
    why = SerialRefusal.Why.SYSTEM if sold_id is None else SerialRefusal.Why.SOLD
    refusal = SerialRefusal(
        id=new_id(),
        gtin=pack.gtin,
        serial=pack.serial,
        product_id=products_of_codes([pack.gtin]).get(pack.gtin),
        why=why,
        sold_id=sold_id,
        branch_id=branch_id,
        terminal_id=actor.terminal_id,
        person_id=person_id,
        sale_id=None,
        recorded_at=clock.now(),
    )
    insert_rows(SerialRefusal, [refusal])
    facts = {"gtin": pack.gtin, "serial": pack.serial, "why": why.value}
    current_unit().record("stock.serial", refusal.id, facts=facts)
    announce(pack, "refused", branch_id, None)
    return True
