"""Why a line stands in a plan, in figures: the need, how long it lasts, and the next best offer."""

from __future__ import annotations

from dataclasses import dataclass

from theriac.domains.proposals.rules.inputs import SupplyOption, WantedProduct


@dataclass(frozen=True, slots=True)
class LineReasons:
    """Base units, days and minor units.

    ``lacking`` fills up to the level; ``cover_before`` and ``cover_after`` are how many days the
    position lasts without and with the line, None for ever; ``saved`` is the margin that isn't
    lost. ``minimum`` is what a person set where that is the level, else 0. ``next_supplier`` would
    have been the next best, at ``next_cost`` for as many units or more; None where nobody else
    offers it. ``asked_times`` is how often it was asked for and not in stock in 30 days.
    """

    lacking: int
    position: int
    minimum: int
    cover_before: int | None
    cover_after: int | None
    units: int
    saved: int
    next_supplier: str | None
    next_cost: int | None
    asked_times: int = 0


def line_reasons(product: WantedProduct, option: SupplyOption, packs: int) -> LineReasons:
    """The figures of so many packs of an option."""
    units = option.units(packs)
    others = [
        (packs_for(one, units) * one.pack_cost, one)
        for one in product.options
        if one.id != option.id
    ]
    cost, other = min(others, key=lambda one: (one[0], one[1].id), default=(None, None))
    return LineReasons(
        lacking=product.lacking,
        position=product.position,
        minimum=product.minimum if product.minimum == product.level else 0,
        cover_before=product.cover_days(0),
        cover_after=product.cover_days(units),
        units=units,
        saved=int(product.met(units) * product.earned),
        next_supplier=str(other.supplier_id) if other else None,
        next_cost=cost,
        asked_times=product.asked_times,
    )


def packs_for(option: SupplyOption, units: int) -> int:
    """The fewest paid packs that bring so many base units, the option's least at least."""
    wanted = -(-units // option.pack)
    if option.bonus_for:
        whole, left = divmod(wanted, option.bonus_for + option.bonus_packs)
        wanted = whole * option.bonus_for + min(left, option.bonus_for)
    return max(wanted, option.least)
