"""What a heading means by its words, where the whole of it isn't known.

``senses.txt`` says what each word tells; a rule names the senses that make a field, and those that
may stand beside them. A heading is understood surely only where a rule explains each of its words:
otherwise the first rule that fits is a guess, which sums and looks of the column may bear out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).with_name("senses.txt")
NOTHING = frozenset({"small"})
"""What says nothing of a column."""
LEAST_PIECE = 2
LEAST_ALIKE = 4
LONGEST = 24
"""Letters of a word that may be several written together."""
_INITIALS = re.compile(r"(?<![a-z])(?:[a-z]\.){1,4}[a-z]?(?![a-z])")
_TOKEN = re.compile(r"[a-z]+|[%#+@]|\d+")
_APART = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class SenseRule:
    """A field, the senses that make it (each one of several), and those that may stand beside."""

    field: str
    needs: tuple[frozenset[str], ...]
    may: frozenset[str]

    def fits(self, senses: frozenset[str]) -> bool:
        """Whether each sense that it needs is there."""
        return all(senses & each for each in self.needs)

    def worth(self, senses: frozenset[str]) -> int:
        """How many of the senses it knows of."""
        return len(senses & frozenset().union(*self.needs, self.may))

    def explains(self, senses: frozenset[str]) -> bool:
        """Whether nothing is said that it doesn't know of."""
        return senses <= frozenset().union(*self.needs, self.may, NOTHING)


_OF_PRICE = "money unit piece sale thing plain percent digit"
_RULES = (  # "?": what the words say may mean another thing too
    ("batch_and_expiry", "batch expiry", "number date code"),
    ("expires_on", "expiry", "date thing number"),
    ("expires_on", "valid thing", "date"),
    ("batch", "batch", "number code thing"),
    ("price", "price|rate tax without", _OF_PRICE + " taxable with gross"),
    ("note", "retail without", ""),
    ("mrp", "retail", "price rate money unit piece sale thing with tax"),
    ("price_with_tax", "price|rate tax with", _OF_PRICE + " gross"),
    ("price_after_discount", "price|rate discount after", _OF_PRICE + " net"),
    ("price", "price|rate discount without", _OF_PRICE + " gross"),
    ("price_after_discount", "price|rate net|promo", _OF_PRICE),
    ("?price_after_discount", "price|rate last", _OF_PRICE),
    ("amount", "sum|total price|money|net|gross|value|taxable", "sum total thing money net gross"),
    ("amount", "price total", ""),
    ("tax_percent", "tariff tax", "tax percent tariff"),
    ("minimum", "minimum", "order quantity sale thing unit"),
    ("bonus", "bonus|promo", "thing quantity bonus promo with kind sale get"),
    ("?price_after_discount", "price|rate discount", _OF_PRICE),
    ("discount_amount", "discount money|value|sum|total", "unit kind"),
    ("discount_percent", "discount", "percent kind moved thing plain digit"),
    ("tax_amount", "tax money|value|sum|total", ""),
    ("amount", "value|gross|taxable", "net gross money thing sale total taxable"),
    ("tax_percent", "tax", "percent"),
    ("stock", "stock|ready", "stock ready quantity thing place last sum total unit"),
    ("price", "price", _OF_PRICE + " gross"),
    ("price", "rate", _OF_PRICE + " gross"),
    ("quantity", "quantity|sum", "quantity sum thing order moved sale total kind piece"),
    ("?quantity", "quantity|sum unit", "quantity sum sale moved total"),
    ("price_after_discount", "net", "money unit"),
    ("amount", "total", "money"),
    ("gtin", "gtin", "code number thing digit"),
    ("hsn", "hsn", "code number"),
    ("note", "maker date", ""),
    ("manufacturer", "maker", "name by thing sale maker"),
    ("code", "code", "thing number code supplier"),
    ("code", "thing number", ""),
    ("pack", "pack", "unit piece thing sale name large number digit note"),
    ("unit", "unit", "sale large name order"),
    ("content", "content", "name thing"),
    ("product", "name|thing", "name thing content"),
    ("?product", "note thing", ""),
    ("note", "note", ""),
    ("valid_until", "valid", "date"),
    ("ordinal", "ordinal|number", "number ordinal"),
    ("?price_with_tax", "with tax", "percent digit"),
    ("batch", "code|number made", ""),
    ("?quantity", "piece", ""),
    ("?price", "tariff", ""),
    ("?discount_percent", "percent", "digit"),
)
RULES = tuple(
    SenseRule(
        field,
        tuple(frozenset(each.split("|")) for each in needs.split()),
        frozenset(may.split()),
    )
    for field, needs, may in _RULES
)


@cache
def _words() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Each word with its sense, and beginnings of words with theirs."""
    whole: dict[str, str] = {}
    begun: list[tuple[str, str]] = []
    for line in FILE.read_text("utf-8").splitlines():
        sense, _, words = line.partition(":")
        for word in words.split():
            if word.endswith("*"):
                begun.append((word[:-1], sense))
            else:
                whole.setdefault(word, sense)
    return whole, tuple(begun)


@cache
def sense_of(word: str) -> str:
    """What one word tells, or ""."""
    whole, begun = _words()
    if word.isdigit():
        return "digit"
    return whole.get(word) or next((sense for one, sense in begun if word.startswith(one)), "")


@cache
def guessed_sense(word: str) -> str:
    """What a word seems to be short for, or another form of; "" where several senses may be meant.

    KUANTITI begins as KUANTITAS does, and JLH leaves letters of JUMLAH out.
    """
    found = set()
    for known, sense in _words()[0].items():
        alike = _alike(known, word)
        is_form = alike >= LEAST_ALIKE and alike * 3 >= 2 * max(len(known), len(word))
        if is_form or _is_short_for(word, known):
            found.add(sense)
    return found.pop() if len(found) == 1 else ""


def _alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    least = min(len(one), len(other))
    return next((at for at in range(least) if one[at] != other[at]), least)


def _is_short_for(word: str, known: str) -> bool:
    if not 2 < len(word) < len(known) or word[0] != known[0]:
        return False
    left = iter(known)
    return all(letter in left for letter in word) and (
        word[-1] == known[-1] or known.startswith(word)
    )


@cache
def senses_of(word: str, *, is_guessed: bool = False) -> tuple[str, ...]:
    """What a word tells, or the words that were written together as it; "" for what it doesn't."""
    if sense := sense_of(word):
        return (sense,)
    if 2 * LEAST_PIECE <= len(word) <= LONGEST:
        for at in range(len(word) - LEAST_PIECE, LEAST_PIECE - 1, -1):
            first, rest = word[:at], word[at:]
            if (one := sense_of(first)) and (others := senses_of(rest)) and "" not in others:
                return (one, *others)
    return (guessed_sense(word) if is_guessed else "",)


def tokens(text: str) -> list[str]:
    """The words of a heading, small; initials such as M.R.P. as one word."""
    text = text.replace(" - ", " minus ")
    plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), _APART.sub(" ", text).casefold())
    return _TOKEN.findall(plain)


def by_words(text: str) -> tuple[str, int]:
    """The field that the words of a heading mean, "" where no rule fits; how much is unexplained.

    0 where it is sure; of a guess at least 1.
    """
    words = tokens(text)
    told = _placed([sense for word in words for sense in senses_of(word)])
    is_known = "" not in told
    if not is_known:
        told = [sense for word in words for sense in senses_of(word, is_guessed=True)]
    senses = frozenset(told) - {""} - NOTHING
    fitting = [rule for rule in RULES if senses and rule.fits(senses)]
    if not fitting:
        return "", len(words)
    whole = next((rule for rule in fitting if rule.explains(senses)), None)
    best = whole or max(fitting, key=lambda rule: rule.worth(senses))
    is_sure = whole is not None and is_known and not best.field.startswith("?")
    unknown = told.count("") + len(senses) - best.worth(senses)
    return best.field.lstrip("?"), 0 if is_sure else 1 + unknown


def _placed(told: list[str]) -> list[str]:
    """A rate after the word for tax, or TARIF before it, is the tax's and no price."""
    for at, (one, after) in enumerate(pairwise(told)):
        if one == "tax" and after in ("rate", "tariff"):
            return [*told[: at + 1], "tariff", *told[at + 2 :]]
    return told
