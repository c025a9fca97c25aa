"""The second signature for what changes a register: by whatever door, found by what it is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.actor import ActorKind
from theriac.core.approval.actions import ApprovalAction, Measure, declare_action
from theriac.core.approval.demand import demand_found
from theriac.core.command import current_unit
from theriac.core.idempotency.context import fingerprint
from theriac.countries.controlled.registers import REGISTERS
from theriac.countries.registry import profile_for
from theriac.domains.controlled.lines import LineEntry
from theriac.domains.controlled.permissions import WITNESS_CONTROLLED
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.stock.queries.batches.by_place import origins_of_batches

SIGNED = frozenset(
    {"receipt", "adjustment", "write_off", "reversal", "count", "to_supplier", "release"}
)
"""What a second person signs. A sale has its own signature, a destruction two witnesses, a transfer
the other branch's count; opening stock and what the law moves are taken over as they lie."""
REGISTER_CHANGE = declare_action(
    ApprovalAction(
        code="controlled.change",
        title=_("Change of a controlled medicine’s stock"),
        explanation=_(
            "A second person checks each goods receipt, adjustment, write-off, count, return and "
            "release of a controlled medicine."
        ),
        approver=WITNESS_CONTROLLED,
        measure=Measure.ALWAYS,
        is_witness=True,
        is_found=True,
    )
)


def demand_signatures(entries: Sequence[LineEntry]) -> None:
    """Use up the second person's yes to these lines, one a branch, inside a command.

    Nobody is asked for what the program does by itself, nor where the past is brought in. Raises
    ApprovalNeeded.
    """
    unit = current_unit()
    if unit.actor.kind is ActorKind.SYSTEM or unit.is_history:
        return
    asked = [one for one in entries if _is_signed(one)]
    codes = signed_registers() if asked else frozenset()
    by_branch: dict[UUID, list[LineEntry]] = defaultdict(list)
    for one in asked:
        if one.code in codes:
            by_branch[one.branch_id].append(one)
    for branch_id, some in sorted(by_branch.items()):
        demand_found(
            REGISTER_CHANGE,
            branch_id=branch_id,
            content=_content(some),
            requested_by=unit.actor.id,
            effect_id=some[0].document_id or unit.effect_id,
        )


def _is_signed(entry: LineEntry) -> bool:
    """Units that a transfer lost are signed too: nobody else sees that they are gone."""
    return entry.kind in SIGNED or (entry.kind == "transfer" and entry.change == 0)


def signed_registers() -> Collection[str]:
    """The registers in which the pharmacy's country wants a second signature."""
    pharmacy = get_pharmacy()
    profile = profile_for(pharmacy.country if pharmacy else "generic")
    return frozenset(
        REGISTERS[rule.legal_class] for rule in profile.controlled if rule.second_signature
    )


def _content(entries: Iterable[LineEntry]) -> dict[str, Any]:
    """Exactly what is signed: batches by their numbers, since new ones have their ids only then."""
    some = list(entries)
    numbers = origins_of_batches(one.batch_id for one in some)
    units: dict[tuple[str, str, str], int] = defaultdict(int)
    for one in some:
        number = numbers[one.batch_id].number if one.batch_id in numbers else ""
        units[str(one.kind), str(one.product_id), number] += one.change or one.quantity
    return {
        "lines": [
            {"kind": kind, "product_id": product_id, "batch": number, "units": change}
            for (kind, product_id, number), change in sorted(units.items())
        ],
        "reason_hash": fingerprint({"reasons": sorted({one.reason for one in some})}),
    }
