"""Which product of the catalogue a printed name means, among tens of thousands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.tables.heads import name_key
from theriac.domains.offers.rules.names import GoodsName, can_be_same, likeness, read_name

LEAST = 600
"""Thousandths of likeness from which a product is proposed at all."""
SEVERAL = 899
"""Thousandths of one of several products that are called the same."""
MOST_LOOKED_AT = 400
"""Products of one word that are compared; a word that more have tells nothing by itself."""


@dataclass(frozen=True, slots=True)
class CatalogueName:
    """A product by what it is called and what its fields say."""

    product_id: UUID
    name: str
    strength: str = ""
    form: str = ""
    maker: str = ""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The product that a name means, and how alike the names are, in thousandths."""

    product_id: UUID
    similarity: int


class NameIndex:
    """The catalogue's names by their words; only those that share a word with ``texts`` are read.

    Reading a name takes some thirty microseconds, so the rest are left alone.
    """

    def __init__(self, products: Iterable[CatalogueName], texts: Sequence[str]) -> None:
        self._read = {text: read_name(text) for text in set(texts)}
        asked = _first_letters(texts)
        self._names: list[tuple[CatalogueName, GoodsName]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._exact: dict[str, list[UUID]] = defaultdict(list)
        for product in products:
            key = name_key(product.name)
            if not asked.isdisjoint(part[:3] for part in key.split()):
                self._add(product, key)

    def _add(self, product: CatalogueName, key: str) -> None:
        name = read_name(product.name, strength=product.strength, form=product.form)
        at = len(self._names)
        self._names.append((product, name))
        self._exact[key].append(product.product_id)
        for word in name.words:
            self._by_word[word].append(at)
            if len(word) > 3:
                self._by_word[f"{word[:3]}…"].append(at)

    def match(self, text: str, maker: str = "") -> NameMatch | None:
        """The one product that the name means most likely; None where two are as likely.

        Where several have just this name the first is proposed, as unsure (``SEVERAL``).

        The maker decides between two. Exactly the catalogue's name, if one has it, is 1,000.
        """
        exact = self._exact.get(name_key(text), [])
        if len(exact) == 1:
            return NameMatch(exact[0], 1_000)
        said = self._read.get(text) or read_name(text)
        scores: dict[int, int] = {}
        for at in self._candidates(said):
            _product, name = self._names[at]
            if can_be_same(said, name) and (score := likeness(said, name)) >= LEAST:
                scores[at] = score
        if not scores:
            return None
        best = max(scores.values())
        top = [at for at, score in scores.items() if score == best]
        if len(top) > 1 and maker:
            wanted = name_key(maker)
            made = [at for at in top if name_key(self._names[at][0].maker) == wanted]
            top = made or top
        if len(top) == 1:
            return NameMatch(self._names[top[0]][0].product_id, best)
        if best < 1_000:
            return None
        first = min((self._names[at][0] for at in top), key=lambda one: (one.name, one.product_id))
        return NameMatch(first.product_id, SEVERAL)

    def _candidates(self, said: GoodsName) -> set[int]:
        """What shares a word, the rarest words first, or begins with what one begins with."""
        found: set[int] = set()
        lists = [self._by_word.get(word, []) for word in said.words]
        lists += [
            self._by_word.get(f"{word[:3]}…", [])
            for word in said.words
            if len(word) >= 3 and not self._by_word.get(word)
        ]
        for numbers in sorted(lists, key=len):
            if len(numbers) <= MOST_LOOKED_AT or not found:
                found.update(numbers[:MOST_LOOKED_AT])
        return found


def _first_letters(texts: Sequence[str]) -> set[str]:
    """How the words of these texts begin, as they are written."""
    return {part[:3] for text in set(texts) for part in name_key(text).split() if len(part) > 1}
