"""What a proposal was made from, as text that is kept and hashed, and read back the same."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any
from uuid import UUID

from theriac.domains.proposals.rules.inputs import (
    BuyingInputs,
    FixedLine,
    OrderingTerms,
    SupplyOption,
    WantedProduct,
)
from theriac.domains.proposals.rules.lots import Lot

Settled = Mapping[UUID, FixedLine]
"""What persons settled, by product."""


@dataclass(frozen=True)
class Market:
    """What is wanted and offered on a day at a branch."""

    on: date
    products: tuple[WantedProduct, ...]
    suppliers: tuple[OrderingTerms, ...]
    lots: Mapping[UUID, Lot]

    def inputs(
        self, limit: int, most_suppliers: int | None, fixed: Mapping[UUID, FixedLine]
    ) -> BuyingInputs:
        """What the plan is made from."""
        return BuyingInputs(limit, self.products, self.suppliers, most_suppliers, fixed)

    @cached_property
    def text(self) -> str:
        """As JSON without spaces, in a settled order."""
        told = {
            "on": self.on.isoformat(),
            "products": [_product(one, self.lots) for one in self.products],
            "suppliers": [[_id(s.id), s.minimum, s.freight, s.free_from] for s in self.suppliers],
        }
        return json.dumps(told, separators=(",", ":"), ensure_ascii=True)

    @property
    def digest(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def read_market(text: str) -> Market:
    """A market out of its text."""
    told = json.loads(text)
    lots: dict[UUID, Lot] = {}
    products = tuple(_read_product(one, lots) for one in told["products"])
    suppliers = tuple(OrderingTerms(UUID(key), *rest) for key, *rest in told["suppliers"])
    return Market(date.fromisoformat(told["on"]), products, suppliers, lots)


def told_settled(settled: Settled) -> dict[str, list[Any]]:
    """What persons settled, as a proposal keeps it."""
    return {
        key.hex: [one.option_id.hex if one.option_id else None, one.packs]
        for key, one in settled.items()
    }


def read_settled(told: Mapping[str, Any]) -> dict[UUID, FixedLine]:
    """What persons settled, out of what is kept."""
    return {
        UUID(key): FixedLine(UUID(option) if option else None, packs)
        for key, (option, packs) in told.items()
    }


def _product(one: WantedProduct, lots: Mapping[UUID, Lot]) -> list[Any]:
    return [
        *(_id(one.id), str(one.mean), str(one.variance), one.horizon_days, one.position),
        *(one.level, str(one.margin), one.weight, one.most_days, one.minimum),
        *(str(one.minimum_share), one.is_new, one.blocked, one.asked_times),
        [_lot(lots[option.id]) for option in one.options],
    ]


def _lot(one: Lot) -> list[Any]:
    o = one.option
    return [
        *(_id(o.id), _id(o.supplier_id), o.pack, o.pack_cost, o.bonus_for, o.bonus_packs),
        *(o.least, o.most, o.usable_days, o.pack_net, _id(one.pack_id), one.price),
        *(str(one.discount), one.tax_bp, _id(one.offer_line_id), one.supplier_code),
        one.valid_until.isoformat() if one.valid_until else None,
    ]


def _read_product(told: list[Any], lots: dict[UUID, Lot]) -> WantedProduct:
    key, mean, variance, days, position, level, margin, weight, most, *rest = told
    minimum, share, is_new, blocked, asked_times, read = rest
    found = [_read_lot(one) for one in read]
    lots.update({one.option.id: one for one in found})
    return WantedProduct(
        id=UUID(key),
        mean=Fraction(mean),
        variance=Fraction(variance),
        horizon_days=days,
        position=position,
        level=level,
        margin=Fraction(margin),
        weight=weight,
        most_days=most,
        minimum=minimum,
        minimum_share=Fraction(share),
        is_new=is_new,
        options=tuple(one.option for one in found),
        blocked=blocked,
        asked_times=asked_times,
    )


def _read_lot(told: list[Any]) -> Lot:
    key, supplier_id, *figures, pack_id, price, discount, tax_bp, line_id, code, until = told
    return Lot(
        option=SupplyOption(UUID(key), UUID(supplier_id), *figures),
        pack_id=UUID(pack_id),
        price=price,
        discount=Fraction(discount),
        tax_bp=tax_bp,
        offer_line_id=UUID(line_id) if line_id else None,
        supplier_code=code,
        valid_until=date.fromisoformat(until) if until else None,
    )


def _id(key: UUID | None) -> str | None:
    return None if key is None else key.hex
