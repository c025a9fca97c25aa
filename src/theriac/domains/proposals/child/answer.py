"""What is told of a plan: what is bought, how near the best it is, what isn't bought, what else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from theriac.domains.proposals.planner import Plan, plan_of
from theriac.domains.proposals.rules.inputs import BuyingInputs
from theriac.domains.proposals.rules.kept_out import reasons_of
from theriac.domains.proposals.rules.outlook import outlook_of


@dataclass(frozen=True)
class PlanAnswer:
    """Packs by offer, and what a proposal keeps beside its lines."""

    choice: Mapping[UUID, int]
    gap: int
    kept_out: list[Any]
    outlook: list[Any]

    @property
    def text(self) -> str:
        """As JSON."""
        told = {**asdict(self), "choice": {key.hex: packs for key, packs in self.choice.items()}}
        return json.dumps(told)


def answered(inputs: BuyingInputs, unit: int) -> PlanAnswer | None:
    """The best plan, worked out here; None where what a person settled can't be had.

    ``unit`` is the currency's: how many minor units make one.
    """
    plan = plan_of(inputs)
    if plan is None:
        return None
    return PlanAnswer(
        dict(plan.counted.choice), plan.gap_millionths, _kept_out(plan), _outlook(plan, unit)
    )


def read_answer(text: str | bytes) -> PlanAnswer | None:
    """An answer out of its text, ``null`` for none. Raises ValueError, KeyError, TypeError."""
    told = json.loads(text)
    if told is None:
        return None
    choice = {UUID(key): int(packs) for key, packs in told["choice"].items()}
    return PlanAnswer(choice, int(told["gap"]), told["kept_out"], told["outlook"])


def _kept_out(plan: Plan) -> list[Any]:
    """By product: what keeps it out, by how much, at whom; and what it lacks."""
    by_product = plan.counted.inputs.by_product
    return [
        [
            product_id.hex,
            by_product[product_id].lacking,
            [
                [one.limit.value, one.amount, one.supplier_id.hex if one.supplier_id else None]
                for one in reasons
            ],
        ]
        for product_id, reasons in sorted(reasons_of(plan.counted, plan.corners).items())
    ]


def _outlook(plan: Plan, unit: int) -> list[Any]:
    """A few limits with what they would cost and save, and whom they bring in and leave out."""
    return [
        [
            one.limit,
            one.cost,
            one.saved,
            [key.hex for key in one.gained],
            [key.hex for key in one.lost],
        ]
        for one in outlook_of(plan.counted, plan.corners, unit)
    ]
