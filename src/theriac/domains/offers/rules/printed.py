"""What a read line says, as numbers of ours: prices in minor units, parts of one, packs, days.

What can't be understood is a fault by its field and never a guess. A price finer than the minor
unit is rounded, halves up. A price with tax tells the rate beside one without; a net price tells
the discount.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from theriac.core.facts.types import is_storable
from theriac.core.money import round_half_up
from theriac.domains.offers.engine.contract import FieldTold, LineTold
from theriac.domains.offers.rules.facts import MOST_MONEY, MOST_PACKS, WHOLE_PPM

_DECIMAL = re.compile(r"-?\d{1,15}(?:\.\d{1,8})?", re.ASCII)
_BONUS = re.compile(r"(\d{1,6})\+(\d{1,6})", re.ASCII)
WHOLE_BP = 10_000
TEXTS = {
    "product": ("text", 200),
    "code": ("code", 60),
    "manufacturer": ("maker", 120),
    "pack": ("pack_text", 60),
    "unit": ("unit_text", 40),
    "batch": ("batch_number", 60),
}
"""Which fields are texts: the column of the line, and its length."""
MARKED = frozenset(
    "product code gtin manufacturer pack unit batch expires_on price price_with_tax "
    "price_after_discount discount_percent discount_amount tax_percent bonus minimum stock "
    "valid_until quantity amount mrp".split()
)


@dataclass(slots=True)
class PrintedValues:
    """The columns of a line by name, and codes of what couldn't be understood."""

    values: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def values_of(line: LineTold, exponent: int) -> PrintedValues:
    """What the line says; ``exponent`` decimals in the currency's minor unit."""
    made = PrintedValues()
    for name, (column, longest) in TEXTS.items():
        made.values[column] = _text(line.fields.get(name), longest)
    made.values["gtin"] = _digits(line.fields.get("gtin"))
    _price(line.fields, exponent, made)
    _counts(line.fields, made)
    for name in ("expires_on", "valid_until"):
        made.values[name] = _day(line.fields, name, made)
    return made


def delivered_of(line: LineTold, exponent: int) -> PrintedValues:
    """What a line of a delivery invoice says: as an offer's, with packs, free packs and MRP.

    ``price`` is without tax; ``discount_bp`` and ``discount`` are taken from the whole line.
    """
    made = values_of(line, exponent)
    values, fields = made.values, line.fields
    said = _number(fields, "quantity", made)
    whole = said is not None and said.denominator == 1 and said <= MOST_PACKS
    if said is not None and not whole:
        made.faults.append("quantity")
    packs = int(said) if said is not None and whole else None
    bought, free = values["bonus_for"], values["bonus_packs"]
    bonus = min(MOST_PACKS, (packs or 0) // bought * free) if bought else 0
    price, tax = values["price"], values["tax_bp"]
    if price is not None and values["tax_included"]:
        price = round_half_up(Fraction(price * WHOLE_BP, WHOLE_BP + (tax or 0)))
    ppm = values["discount_ppm"]
    in_bp = ppm % (WHOLE_PPM // WHOLE_BP) == 0
    rest = 0 if in_bp else round_half_up(Fraction((price or 0) * (packs or 0) * ppm, WHOLE_PPM))
    made.values = {
        **{name: values[name] for name in ("text", "code", "gtin", "maker", "pack_text")},
        **{name: values[name] for name in ("unit_text", "batch_number", "expires_on", "tax_bp")},
        "packs": packs,
        "bonus_packs": bonus,
        "price": price,
        "discount_bp": ppm * WHOLE_BP // WHOLE_PPM if in_bp else 0,
        "discount": rest + values["discount_amount"] * (packs or 0),
        "mrp": _money(fields, "mrp", exponent, made),
    }
    return made


def amount_of(told: FieldTold | None, exponent: int) -> int | None:
    """A head's sum in minor units; None for what isn't one."""
    return None if told is None else _money({"sum": told}, "sum", exponent, PrintedValues())


def signed_amount_of(told: FieldTold | None, exponent: int) -> int | None:
    """A head's sum that may be printed below zero, as what is taken off often is."""
    if told is None or told.value is None or not told.value.startswith("-"):
        return amount_of(told, exponent)
    plain = amount_of(told.model_copy(update={"value": told.value[1:]}), exponent)
    return None if plain is None else -plain


def marks_of(line: LineTold) -> dict[str, Any]:
    """By field: what is printed, how surely it was read in thousandths, page and box."""
    return {name: mark_of(told) for name, told in sorted(line.fields.items()) if name in MARKED}


def mark_of(told: FieldTold) -> dict[str, Any]:
    """Where a field stands; the box in ten-thousandths of the page, None on a sheet."""
    box = told.place.box
    return {
        "text": _storable(told.text, 120),
        "sure": thousandths(told.confidence),
        "page": told.place.page,
        "row": told.place.row,
        "box": None if box is None else [int(part * 10_000) for part in box],
    }


def thousandths(confidence: Decimal) -> int:
    """A confidence as a whole number, rounded down, so that nothing unsure becomes sure."""
    return int(confidence * 1_000)


def _price(fields: Mapping[str, FieldTold], exponent: int, made: PrintedValues) -> None:
    plain = _money(fields, "price", exponent, made)
    taxed = _money(fields, "price_with_tax", exponent, made)
    net = _money(fields, "price_after_discount", exponent, made)
    price = next((one for one in (plain, taxed, net) if one is not None), None)
    included = plain is None and taxed is not None
    made.values |= {"price": price, "tax_included": included}
    made.values |= {"discount_ppm": 0, "discount_amount": 0}
    percent = _number(fields, "discount_percent", made)
    amount = _money(fields, "discount_amount", exponent, made)
    if percent is not None and 0 <= percent <= 100:
        made.values["discount_ppm"] = round_half_up(percent * WHOLE_PPM / 100)
    elif percent is not None:
        made.faults.append("discount_percent")
    elif amount:
        made.values["discount_amount"] = amount
    elif plain is not None and net is not None and net < plain:
        made.values["discount_amount"] = plain - net
    if (made.values["discount_amount"] or 0) > (price or 0):
        made.faults.append("discount_amount")
        made.values["discount_amount"] = 0
    made.values["tax_bp"] = _tax(fields, plain, taxed, net, made)


def _tax(
    fields: Mapping[str, FieldTold],
    plain: int | None,
    taxed: int | None,
    net: int | None,
    made: PrintedValues,
) -> int | None:
    """Hundredths of a percent; None where the line doesn't say."""
    percent = _number(fields, "tax_percent", made)
    if percent is not None:
        if 0 <= percent <= 100:
            return round_half_up(percent * WHOLE_BP / 100)
        made.faults.append("tax_percent")
        return None
    if taxed is not None:
        for base in (net, plain):
            if base and base <= taxed <= 2 * base:
                return _near_rate(Fraction(taxed - base, base))
    return None


def _near_rate(ratio: Fraction) -> int:
    """The rate that a ratio of rounded prices means: whole percents where one is within 0.1 %."""
    exact = round_half_up(ratio * WHOLE_BP)
    whole = round_half_up(ratio * 100) * 100
    return whole if abs(whole - exact) <= 10 else exact


def _counts(fields: Mapping[str, FieldTold], made: PrintedValues) -> None:
    bonus = fields.get("bonus")
    made.values |= {"bonus_for": 0, "bonus_packs": 0}
    if bonus is not None and (bonus.value or bonus.text.strip()):
        found = _BONUS.fullmatch(bonus.value or "")
        if found and int(found[1]) and int(found[2]):
            made.values |= {"bonus_for": int(found[1]), "bonus_packs": int(found[2])}
        elif not found:
            made.faults.append("bonus")
    minimum = _number(fields, "minimum", made)
    stock = _number(fields, "stock", made, is_word_fine=True)
    made.values["minimum_packs"] = min(MOST_PACKS, -(-minimum // 1)) if minimum else 0
    made.values["available_packs"] = None if stock is None else min(MOST_PACKS, int(stock // 1))


def _number(
    fields: Mapping[str, FieldTold], name: str, made: PrintedValues, *, is_word_fine: bool = False
) -> Fraction | None:
    """An exact number that isn't below zero; what is printed and isn't one is a fault."""
    told = fields.get(name)
    if told is None or (told.value is None and (is_word_fine or not told.text.strip())):
        return None
    value = told.value or ""
    if _DECIMAL.fullmatch(value):
        try:
            number = Fraction(Decimal(value))
        except InvalidOperation:
            number = Fraction(-1)
        if number >= 0:
            return number
    made.faults.append(name)
    return None


def _money(
    fields: Mapping[str, FieldTold], name: str, exponent: int, made: PrintedValues
) -> int | None:
    number = _number(fields, name, made)
    if number is None:
        return None
    amount = round_half_up(number * 10**exponent)
    if amount > MOST_MONEY:
        made.faults.append(name)
        return None
    return amount


def _day(fields: Mapping[str, FieldTold], name: str, made: PrintedValues) -> date | None:
    told = fields.get(name)
    if told is None or (told.value is None and not told.text.strip()):
        return None
    day = day_of(told)
    if day is None:
        made.faults.append(name)
    return day


def day_of(told: FieldTold | None) -> date | None:
    """The day of a field; None for what isn't one of this century or the last."""
    try:
        day = date.fromisoformat((told.value or "") if told else "")
    except ValueError:
        return None
    return day if 1950 <= day.year < 2100 else None


def text_of(told: FieldTold | None, longest: int) -> str:
    """A field's text, in one line, cut."""
    return _text(told, longest)


def _text(told: FieldTold | None, longest: int) -> str:
    return _storable((told.value or told.text) if told else "", longest)


def _storable(text: str, longest: int) -> str:
    one_line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return one_line[:longest].strip() if is_storable(one_line) else ""


def _digits(told: FieldTold | None) -> str:
    value = _text(told, 14)
    return value if value.isascii() and value.isdigit() and len(value) in (8, 12, 13, 14) else ""
