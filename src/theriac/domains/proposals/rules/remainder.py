"""Money that is left buys what still fits; and a plan without a solver, to measure against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from theriac.domains.proposals.rules.candidates import Candidate
from theriac.domains.proposals.rules.inputs import BuyingInputs
from theriac.domains.proposals.rules.ladder import climbed, ladder_of
from theriac.domains.proposals.rules.plans import Choice, Counted


def filled(counted: Counted, corners: Mapping[UUID, Sequence[Candidate]]) -> Choice:
    """A choice with each step more that its money pays, from those of whom it buys already.

    A supplier that asks nothing of an order counts too, where any number of suppliers may be used.
    """
    inputs, choice = counted.inputs, dict(counted.choice)
    suppliers = set(counted.by_supplier)
    if not inputs.counts_suppliers:
        suppliers |= {key for key, one in inputs.terms.items() if not one.couples}
    left = inputs.limit - counted.cost
    taken = {product.id: option.id for product, option, _ in counted.lines}
    for step in ladder_of(corners, suppliers=suppliers, without=inputs.fixed.keys()):
        has, line = taken.get(step.product_id), step.line
        if step.before is None:
            follows = has is None
        else:
            same = has == step.before.option_id == line.option_id
            follows = same and choice[line.option_id] == step.before.packs
        if follows and step.cost <= left:
            choice[line.option_id] = line.packs
            taken[step.product_id] = line.option_id
            left -= step.cost
    return choice


def greedy(inputs: BuyingInputs, corners: Mapping[UUID, Sequence[Candidate]]) -> Choice:
    """The steps that are worth most for their money, one after the other, while it lasts.

    Suppliers whose minimum isn't reached are left out one by one; what a person settled stays. Then
    only as many suppliers are used as may be, those from whom most would be bought.
    """
    settled = {
        one.option_id: one.packs for one in inputs.fixed.values() if one.option_id and one.packs
    }
    suppliers = set(inputs.terms)
    while True:
        freight = sum(inputs.terms[one].freight for one in suppliers)
        spent = Counted(inputs, settled).goods
        steps = ladder_of(corners, suppliers=suppliers, without=inputs.fixed.keys())
        taken = climbed(steps, inputs.limit - spent - freight)
        choice = settled | {one.option_id: one.packs for one in taken.values()}
        counted = Counted(inputs, choice)
        short = _left_out(counted)
        if short is None:
            return choice
        suppliers.discard(short)
        if not suppliers:
            return settled


def _left_out(counted: Counted) -> UUID | None:
    """The supplier to do without: none where nothing is broken."""
    inputs, bought = counted.inputs, counted.nets
    short = [one for one, goods in bought.items() if goods < inputs.terms[one].minimum]
    if not short and inputs.most_suppliers is not None and len(bought) > inputs.most_suppliers:
        short = list(bought)
    return min(short, key=lambda one: (bought[one], one), default=None)
