"""What the figures of a line say of each other: a line that breaks the rule of its table is unsure.

A table that gives the price with and without tax has one rate on most lines; a line with another
ratio has a digit that was read wrong, or is an exception that a person should see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from theriac_engine.extraction.documents import ReadLine

MOST_KEEP = 0.7
"""A rule counts when so many of the lines that it concerns keep it."""
DOUBTED = 0.5
FEWEST = 3

LEAST_PART, MOST_PART = Decimal("0.3"), Decimal("1.4")

Figures = dict[str, Decimal]


def doubt(lines: Sequence[ReadLine]) -> None:
    """Lower the confidence of figures that break a rule which most lines keep."""
    for names, keeps in RULES:
        concerned = [(line, found) for line in lines if (found := _figures(line, names))]
        kept = [(line, found, keeps(found)) for line, found in concerned]
        if len(kept) >= FEWEST and sum(one[2] for one in kept) >= MOST_KEEP * len(kept):
            _lower([line for line, _, is_kept in kept if not is_kept], names)
    _one_rate(lines)
    _one_size(lines)


def _figures(line: ReadLine, names: Sequence[str]) -> Figures | None:
    found = {name: line.value(name) for name in names}
    if any(value is None for value in found.values()):
        return None
    return {name: Decimal(value) for name, value in found.items() if value is not None}


def _near(one: Decimal, other: Decimal) -> bool:
    """Equal but for rounding to whole units of money, on each of many pieces at most."""
    return abs(one - other) <= max(Decimal("1.01"), abs(other) / 500)


def _net(found: Figures) -> bool:
    net = found["price"] * (1 - found["discount_percent"] / 100)
    return _near(found["price_after_discount"], net)


def _amount(found: Figures) -> bool:
    return _near(found["amount"], found["quantity"] * found["price"])


def _net_amount(found: Figures) -> bool:
    whole = found["quantity"] * found["price"] * (1 - found["discount_percent"] / 100)
    return _near(found["amount"], whole)


def _amount_of_net(found: Figures) -> bool:
    return _near(found["amount"], found["quantity"] * found["price_after_discount"])


RULES: Sequence[tuple[tuple[str, ...], Callable[[Figures], bool]]] = (
    (("price", "discount_percent", "price_after_discount"), _net),
    (("quantity", "price", "amount"), _amount),
    (("quantity", "price", "discount_percent", "amount"), _net_amount),
    (("quantity", "price_after_discount", "amount"), _amount_of_net),
)


def _one_rate(lines: Sequence[ReadLine]) -> None:
    """Prices with tax stand to those without as they do on most lines."""
    names = ("price", "price_with_tax")
    found = [(line, figures) for line in lines if (figures := _figures(line, names))]
    rates = [(line, _rate(figures)) for line, figures in found if figures["price"] > 0]
    if len(rates) < FEWEST:
        return
    usual, count = Counter(rate for _, rate in rates).most_common(1)[0]
    if count >= MOST_KEEP * len(rates):
        _lower([line for line, rate in rates if abs(rate - usual) > Decimal("0.2")], names)


def _one_size(lines: Sequence[ReadLine]) -> None:
    """Amounts are of the size of quantity × price, discounts and tax besides, as most are."""
    names = ("quantity", "price", "amount")
    found = [(line, figures) for line in lines if (figures := _figures(line, names))]
    parts = [
        (line, one["amount"] / (one["quantity"] * one["price"]))
        for line, one in found
        if one["quantity"] and one["price"]
    ]
    strange = [line for line, part in parts if not LEAST_PART <= part <= MOST_PART]
    if len(parts) >= FEWEST and len(strange) <= (1 - MOST_KEEP) * len(parts):
        _lower(strange, names)


def _rate(figures: Figures) -> Decimal:
    """The tax in percent of the price, to the nearest fifth."""
    rate = (figures["price_with_tax"] / figures["price"] - 1) * 100
    return (rate * 5).quantize(Decimal(1)) / 5


def _lower(lines: Sequence[ReadLine], names: Sequence[str]) -> None:
    for line in lines:
        for name in names:
            line.fields[name] = line.fields[name].doubted(DOUBTED)
