"""What the figures of a table say of its columns: a net price is the price less its discount.

Columns whose heading says too little are tried in each role that is free; the roles whose sums come
out are theirs if no others do. Headings whose sums don't come out are doubted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from theriac_engine.extraction import values
from theriac_engine.extraction.documents import CERTAIN
from theriac_engine.extraction.grids import Grid

ROWS = 60
FEWEST = 3
"""Rows that tell something: so many at least."""
HOLDS, BREAKS = 0.9, 0.7
BORNE_OUT, DOUBTED = 0.95, 0.85
MOST_DOUBTFUL = 5
BY_HEADING = 0.4
MARGIN = 0.3
FILLED = 0.7
NUMBERS = 0.9
PLAIN = Decimal("0.6"), Decimal("1.31")
RATES = tuple(Decimal(one) / 100 for one in (5, 7, 10, 11, 12, 18, 19, 20, 21, 28))
ROLES = tuple(
    "price price_with_tax price_after_discount discount_percent tax_percent quantity amount "
    "mrp".split()
)
Row = Sequence[Decimal]
Roles = Mapping[str, int]


def _near(one: Decimal, other: Decimal, unit: Decimal) -> bool:
    return abs(one - other) <= max(unit * Decimal("1.01"), abs(other) / 500)


def _net(row: Row, unit: Decimal) -> bool | None:
    price, discount, net = row
    return _near(net, price * (1 - discount / 100), unit) if 1 <= discount < 100 else None


def _taxed(row: Row, unit: Decimal) -> bool | None:
    price, with_tax = row
    return any(_near(with_tax, price * (1 + rate), unit) for rate in RATES) if price else None


def _taxed_by(row: Row, unit: Decimal) -> bool | None:
    price, rate, with_tax = row
    return _near(with_tax, price * (1 + rate / 100), unit) if rate else None


def _amount(row: Row, unit: Decimal) -> bool | None:
    quantity, price, amount = row
    return _near(amount, quantity * price, unit * quantity) if quantity > 1 else None


def _discounted(row: Row, unit: Decimal) -> bool | None:
    quantity, price, discount, amount = row
    whole = quantity * price * (1 - discount / 100)
    return _near(amount, whole, unit * quantity) if quantity > 1 and 1 <= discount < 100 else None


def _plain(row: Row, unit: Decimal) -> bool | None:
    """An amount is about the price of its quantity where what is taken off or added isn't shown."""
    quantity, price, amount = row
    whole = quantity * price
    return PLAIN[0] * whole <= amount <= PLAIN[1] * whole if quantity > 1 and price else None


def _less(row: Row, unit: Decimal) -> bool | None:
    price, net = row
    return PLAIN[0] * price <= net <= price


def _more(row: Row, unit: Decimal) -> bool | None:
    price, retail = row
    return price < retail <= 3 * price


@dataclass(frozen=True, slots=True)
class FigureRule:
    """A sum over fields of a line, or with less ``worth`` only how large one is beside another.

    ``is_strict`` where it holds in every list that shows its fields.
    """

    fields: tuple[str, ...]
    keeps: Callable[[Row, Decimal], bool | None]
    worth: float = 1.0
    is_strict: bool = False

    def weight(self, told: int) -> float:
        """What its outcome is worth: a sum that some lists don't keep tells nothing by failing."""
        return self.worth * (told if self.is_strict or not self.is_sum else max(0, told))

    @property
    def is_sum(self) -> bool:
        """Whether it comes out by more than size."""
        return self.worth == 1


RULES = (
    FigureRule(("price", "discount_percent", "price_after_discount"), _net, is_strict=True),
    FigureRule(("price", "tax_percent", "price_with_tax"), _taxed_by),
    FigureRule(("price", "price_with_tax"), _taxed, is_strict=True),
    FigureRule(("quantity", "price", "amount"), _amount),
    FigureRule(("quantity", "price_after_discount", "amount"), _amount),
    FigureRule(("quantity", "price_with_tax", "amount"), _amount),
    FigureRule(("quantity", "price", "discount_percent", "amount"), _discounted),
    FigureRule(("quantity", "price", "amount"), _plain, worth=0.5),
    FigureRule(("price", "price_after_discount"), _less, worth=0.25),
    FigureRule(("price", "mrp"), _more, worth=0.2),
)
AT_LEAST = (
    ("price", "price_after_discount"),
    ("price_with_tax", "price"),
    ("mrp", "price"),
    ("mrp", "price_after_discount"),
)
"""The first is never less than the second, on most lines."""


@dataclass(slots=True)
class FigureColumns:
    """The numbers of a table's columns, and which sums were found to come out."""

    columns: dict[int, list[Decimal | None]]
    unit: Decimal
    found: dict[tuple[int, ...], int] = field(default_factory=dict)

    def rows(self, numbers: Sequence[int]) -> Iterator[Row]:
        """The rows that have a number in each of these columns."""
        for row in zip(*(self.columns[number] for number in numbers), strict=True):
            if None not in row:
                yield [one for one in row if one is not None]

    def told(self, number: int, rule: FigureRule, roles: Roles) -> int:
        """1 where a rule's sum comes out, -1 where it doesn't, 0 where nothing tells."""
        at = tuple(roles[name] for name in rule.fields)
        if (number, *at) not in self.found:
            kept = [rule.keeps(row, self.unit) for row in self.rows(at)]
            told = [one for one in kept if one is not None]
            share = sum(told) / max(1, len(told))
            few = len(told) < FEWEST
            self.found[number, *at] = 0 if few else (share >= HOLDS) - (share < BREAKS)
        return self.found[number, *at]

    def outcomes(self, roles: Roles) -> Iterator[tuple[FigureRule, int]]:
        """Each rule whose fields are there, and whether its sum comes out."""
        for number, rule in enumerate(RULES):
            if all(name in roles and roles[name] in self.columns for name in rule.fields):
                yield rule, self.told(number, rule, roles)


def weigh(grid: Grid) -> None:
    """Give columns that nobody is sure of the roles that their sums bear out; doubt the others."""
    figures = _figures(grid)
    if len(figures.columns) > 1:
        _bear_out(grid, figures)
        if _contradict(grid, figures):
            _bear_out(grid, figures)


def _figures(grid: Grid) -> FigureColumns:
    columns: dict[int, list[Decimal | None]] = {}
    places = 0
    rows = grid.rows[:ROWS]
    for number in range(len(grid.columns)):
        texts = [row.cells[number].text if number in row.cells else "" for row in rows]
        found = [_number(text) for text in texts]
        filled = sum(bool(text) for text in texts)
        numbers = [one for one in found if one is not None]
        if filled >= FEWEST and len(numbers) >= NUMBERS * filled and filled >= FILLED * len(rows):
            columns[number] = found
            places = max([places, *(-int(one.as_tuple().exponent) for one in numbers)])
    return FigureColumns(columns, Decimal(1).scaleb(-min(places, 2)))


def _number(text: str) -> Decimal | None:
    value = values.percent(text) if "%" in text or "+" in text else values.number(text)
    return Decimal(value) if value is not None else None


def _roles(grid: Grid) -> dict[str, int]:
    return {one.field: number for number, one in enumerate(grid.columns) if one.field}


def _doubtful(grid: Grid, figures: FigureColumns) -> list[int]:
    """Columns of figures whose role isn't sure, or that two headings claim."""
    claimed = [one.claimed for one in grid.columns]
    return [
        number
        for number in figures.columns
        if (one := grid.columns[number]).field in (*ROLES, "")
        and (one.likeness < CERTAIN or (one.claimed and claimed.count(one.claimed) > 1))
    ][: MOST_DOUBTFUL + 1]


def _bear_out(grid: Grid, figures: FigureColumns) -> None:
    doubtful = _doubtful(grid, figures)
    if not doubtful or len(doubtful) > MOST_DOUBTFUL:
        return
    fixed = {name: at for name, at in _roles(grid).items() if at not in doubtful}
    free = ["", *(name for name in ROLES if name not in fixed)]
    tried: list[tuple[float, tuple[str, ...]]] = []
    for chosen in _assigned(free, len(doubtful)):
        roles = fixed | {name: at for name, at in zip(chosen, doubtful, strict=True) if name}
        worth = sum(rule.weight(told) for rule, told in figures.outcomes(roles))
        said = sum(
            name != "" and name == grid.columns[at].claimed
            for name, at in zip(chosen, doubtful, strict=True)
        )
        tried.append((worth + BY_HEADING * said, chosen))
    _take(grid, figures, doubtful, tried)


def _assigned(free: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    """Each way to give so many columns a role or none (""), no role twice."""
    if not count:
        yield ()
        return
    for name in free:
        rest = [other for other in free if not name or other != name]
        yield from ((name, *others) for others in _assigned(rest, count - 1))


def _take(
    grid: Grid,
    figures: FigureColumns,
    doubtful: Sequence[int],
    tried: Sequence[tuple[float, tuple[str, ...]]],
) -> None:
    """Give each doubtful column its best role, where sums come out and no other role is near."""
    best, chosen = max(tried)
    named = {name: at for name, at in zip(chosen, doubtful, strict=True) if name}
    others = {name: at for name, at in _roles(grid).items() if at not in doubtful}
    told = [(rule, one) for rule, one in figures.outcomes(others | named) if one > 0]
    for place, (name, at) in enumerate(zip(chosen, doubtful, strict=True)):
        rival = max((worth for worth, one in tried if one[place] != name), default=0.0)
        of_it = [rule for rule, _ in told if name in rule.fields]
        is_sum = any(rule.is_sum for rule in of_it) and best - rival >= MARGIN
        is_larger = best > rival and not _is_said(grid, name, at)
        if not of_it or not (is_sum or is_larger):
            continue
        if name == grid.columns[at].field and not is_sum:
            continue
        for other in grid.columns:
            if other.field == name:
                other.field, other.likeness = "", 0.0
        likeness = BORNE_OUT if is_sum else min(DOUBTED, grid.columns[at].likeness or DOUBTED)
        grid.columns[at].field, grid.columns[at].likeness = name, likeness


def _is_said(grid: Grid, name: str, at: int) -> bool:
    """Whether a heading surely says this role of another column, or another role of this one."""
    here, there = grid.columns[at], grid.of(name)
    if here.likeness >= CERTAIN and here.field not in ("", name):
        return True
    return there not in (None, at) and grid.columns[there or 0].likeness >= CERTAIN


def _contradict(grid: Grid, figures: FigureColumns) -> bool:
    """Doubt the headings of sums that don't come out; whether there are any."""
    before = [one.likeness for one in grid.columns]
    roles = _roles(grid)
    outcomes = list(figures.outcomes(roles))
    for rule, told in outcomes:
        if rule.is_strict and told < 0:
            _doubt(grid, rule.fields)
    of_amounts = [told for rule, told in outcomes if "amount" in rule.fields]
    if of_amounts and max(of_amounts) < 0:
        _doubt(grid, ("quantity", "price", "price_after_discount", "price_with_tax", "amount"))
    for most, least in AT_LEAST:
        at = [roles.get(most, -1), roles.get(least, -1)]
        if all(one in figures.columns for one in at):
            kept = [row[0] >= row[1] for row in figures.rows(at)]
            if sum(kept) < HOLDS * len(kept):
                _doubt(grid, (most, least))
    return before != [one.likeness for one in grid.columns]


def _doubt(grid: Grid, names: Sequence[str]) -> None:
    for column in grid.columns:
        if column.field in names:
            column.likeness = min(column.likeness, DOUBTED)
