"""A sold pack that came back whole and may be sold again."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.ids import new_id
from theriac.core.problems import require_reason
from theriac.domains.organisation.ids import BranchId
from theriac.domains.serials.commands.decommission import announce
from theriac.domains.serials.models import SerialBack
from theriac.domains.serials.ports import SerialPack
from theriac.domains.serials.problems import SerialNotSold
from theriac.domains.serials.queries import OpenPack, sold_pack
from theriac.domains.stock.permissions import ADJUST_STOCK


@command(
    name="serials.give_serial_back",
    done=gettext_lazy("Unblocked a serial number"),
    permission=ADJUST_STOCK,
)
def give_serial_back(*, actor: Actor, branch_id: BranchId, sold_id: UUID, reason: str) -> UUID:
    """Let the pack that was sold under ``sold_id`` be sold again; its sale stays as it is.

    Raises NotFound for a sale of another branch, SerialNotSold for a pack that is back already,
    Unprocessable without a reason.
    """
    require_reason(reason)
    sold = sold_pack(branch_id, sold_id)
    back = SerialBack(
        id=current_unit().effect_id,
        sold=sold,
        branch_id=branch_id,
        reason=reason.strip()[:120],
        person_id=actor.id,
        recorded_at=clock.now(),
    )
    if not insert_if_absent(SerialBack, back):
        raise SerialNotSold(_("This pack has already been returned. Reload the page."))
    facts = {"gtin": sold.gtin, "serial": sold.serial, "number": sold.number}
    current_unit().record("stock.serial", back.id, reason=reason, facts=facts)
    announce(SerialPack(sold.gtin, sold.serial), "returned", branch_id, sold.id)
    return back.id


def let_back(packs: Iterable[OpenPack], *, branch_id: UUID, reason: str, person_id: UUID) -> None:
    """Let packs of a document that takes goods back be sold again, inside its unit of work.

    Raises SerialNotSold for one that is back already.
    """
    for pack in packs:
        back = SerialBack(
            id=new_id(),
            sold_id=pack.sold_id,
            branch_id=branch_id,
            reason=reason[:120],
            person_id=person_id,
            recorded_at=clock.now(),
        )
        if not insert_if_absent(SerialBack, back):
            raise SerialNotSold(_("This pack has already been returned. Reload the page."))
        facts = {"gtin": pack.gtin, "serial": pack.serial, "number": reason}
        current_unit().record("stock.serial", back.id, reason=reason, facts=facts)
        announce(SerialPack(pack.gtin, pack.serial), "returned", branch_id, pack.sold_id)
