"""The words of all products in memory, compact, and kept up to date in place.

Documents are numbered as they come. A changed product becomes a new document and its old one is
left for dead: it stays in every list and is masked. ``is_worn`` asks for a new index.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from theriac.domains.catalog.search.bits import BIT, bits_of, numbers_in
from theriac.domains.catalog.search.orders import (
    FEW,
    NOWHERE,
    NameOrder,
    Order,
    OrderKey,
    Popularity,
)
from theriac.domains.catalog.search.spelling.soundings import Soundings
from theriac.domains.catalog.search.spelling.sounds import sound
from theriac.domains.catalog.search.standing import COMPOUND

PLACE_BITS = 3
PLACE_MASK = 7
PLACES = 5
DENSE = 128
"""Documents from which on a word's sets are kept ready: one word in seventy is as common, and they
are nine tenths of all that is to be read."""
ORDERS_KEPT = 24
"""Branches whose order is kept, at 0.9 MB each for 50,000 products."""
REMEMBERED = 128
"""Words of queries whose documents are kept, at 6 kB a set for 50,000 products."""


class IndexRow(NamedTuple):
    """A product as the index takes it: words by place (documents.Place), codes as digits."""

    product_id: UUID
    order_name: str
    places: Sequence[Sequence[str]]
    codes: Sequence[str]
    standing: int
    active: bool


class SearchIndex:
    """Postings by word, words in order, words by sound, codes, and the products' fixed order."""

    def __init__(self) -> None:
        self.postings: dict[str, array[int]] = {}
        self.terms: list[str] = []
        self.soundings = Soundings()
        self.codes = array("Q")
        self.code_numbers = array("I")
        self.ids: list[bytes] = []
        self.names: list[str] = []
        self.standing = array("H")
        self._orders: dict[Hashable, Order] = {}
        self._numbers_named: dict[str, list[int]] = {}
        self._by_name = NameOrder(self.names)
        self._number_of: dict[bytes, int] = {}
        self._live = bytearray()
        self._active = bytearray()
        self._compound = bytearray()
        self._dense: dict[str, tuple[int, list[int]]] = {}
        self._masks: tuple[int, int] | None = None
        self._compounds: int | None = None
        self._members: tuple[int, bytes] | None = None
        self._remembered: dict[str, dict[int, int]] = {}

    def __len__(self) -> int:
        return len(self._number_of)

    @property
    def is_worn(self) -> bool:
        """Whether so many documents are dead that a new index is worth its making."""
        dead = len(self.ids) - len(self)
        return dead > 1000 and dead > len(self)

    def mask(self, *, only_active: bool) -> int:
        """The documents that count."""
        if self._masks is None:
            live = int.from_bytes(self._live, "little")
            self._masks = live, live & int.from_bytes(self._active, "little")
        return self._masks[only_active]

    def compounds(self) -> int:
        """The documents of two substances or more."""
        if self._compounds is None:
            self._compounds = int.from_bytes(self._compound, "little")
        return self._compounds

    def named(self, name: str) -> int:
        """The documents whose name is exactly these words."""
        return bits_of(self._numbers_named.get(name, ()), len(self.ids))

    def beginning(self, name: str) -> int:
        """The documents whose name begins with exactly these letters."""
        numbers = self._by_name.beginning(name)
        if len(numbers) <= FEW:
            return bits_of(numbers, len(self.ids))
        return self.remembered(f"^{name}", lambda: {0: bits_of(numbers, len(self.ids))})[0]

    def order_key(self, number: int) -> OrderKey:
        """What decides between equal matches that sell as well: standing, length of name, name."""
        name = self.names[number]
        return self.standing[number] % COMPOUND, name.count(" "), name, self.ids[number]

    # Change

    def put(self, rows: Iterable[IndexRow]) -> None:
        """Take or replace products. The rows are read once, so they may come from a cursor."""
        fresh: list[str] = []
        first = len(self.ids)
        codes: list[tuple[int, int]] = []
        for row in rows:
            product_id = row.product_id.bytes
            self._bury(product_id)
            number = self._number(product_id, row)
            self._post(number, row.places, fresh)
            codes += [(int(code), number) for code in row.codes]
        self._take_terms(fresh)
        self._take_codes(codes)
        self._by_name.take(range(first, len(self.ids)))
        self._place_in_orders(range(first, len(self.ids)))
        self._forget_derived()

    def _bury(self, product_id: bytes) -> None:
        """Leave the product's document for dead: its words, codes and place are masked."""
        number = self._number_of.pop(product_id, None)
        if number is not None:
            self._live[number >> 3] &= ~BIT[number & 7]

    def _number(self, product_id: bytes, row: IndexRow) -> int:
        number = len(self.ids)
        self.ids.append(product_id)
        self.names.append(row.order_name)
        self.standing.append(row.standing)
        self._numbers_named.setdefault(row.order_name, []).append(number)
        self._number_of[product_id] = number
        if len(self._live) <= number >> 3:
            self._live.append(0)
            self._active.append(0)
            self._compound.append(0)
        self._live[number >> 3] |= BIT[number & 7]
        if row.active:
            self._active[number >> 3] |= BIT[number & 7]
        if row.standing >= COMPOUND:
            self._compound[number >> 3] |= BIT[number & 7]
        return number

    def _post(self, number: int, places: Sequence[Sequence[str]], fresh: list[str]) -> None:
        postings = self.postings
        for place, terms in enumerate(places):
            entry = number << PLACE_BITS | place
            for term in terms:
                known = postings.get(term)
                if known is None:
                    postings[term] = array("I", (entry,))
                    fresh.append(term)
                else:
                    known.append(entry)

    def _take_terms(self, fresh: list[str]) -> None:
        if not fresh:
            return
        self.terms = sorted(self.terms + fresh)
        heard = [(sound(term), term) for term in fresh if term.isascii() and term.isalpha()]
        self.soundings = self.soundings.more(heard)

    def _take_codes(self, codes: list[tuple[int, int]]) -> None:
        if len(codes) > FEW:
            codes = sorted([*codes, *zip(self.codes, self.code_numbers, strict=True)])
            self.codes = array("Q", [code for code, _ in codes])
            self.code_numbers = array("I", [number for _, number in codes])
            return
        for code, number in codes:
            at = bisect_left(self.codes, code)
            self.codes.insert(at, code)
            self.code_numbers.insert(at, number)

    def _place_in_orders(self, added: range) -> None:
        if len(added) > FEW:
            self._orders.clear()
        for order in self._orders.values():
            order.take(added)

    def _forget_derived(self) -> None:
        self._masks = self._compounds = None
        self._members = None
        self._remembered.clear()

    # Reading

    def remembered(self, key: str, find: Callable[[], dict[int, int]]) -> dict[int, int]:
        """What ``find`` finds, kept until the next change or until others push it out."""
        known = self._remembered.pop(key, None)
        if known is None:
            known = find()
            if len(self._remembered) >= REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        self._remembered[key] = known  # the last used goes last
        return known

    def terms_beginning(self, beginning: str) -> list[str]:
        """The words that begin so, in order."""
        low = bisect_left(self.terms, beginning)
        return self.terms[low : bisect_left(self.terms, beginning + "\uffff")]

    def documents_by_place(self, terms: Sequence[str]) -> list[int]:
        """For each place, the documents that have one of ``terms`` there."""
        found = [0] * PLACES
        sparse: list[array[int]] = []
        for term in terms:
            postings = self.postings[term]
            if len(postings) < DENSE:
                sparse.append(postings)
                continue
            for place, bits in enumerate(self._dense_sets(term, postings)):
                found[place] |= bits
        return self._with_entries(found, sparse)

    def _with_entries(self, found: list[int], lists: Iterable[Iterable[int]]) -> list[int]:
        buffers = [bytearray((len(self.ids) >> 3) + 1) for _ in range(PLACES)]
        for entries in lists:
            for entry in entries:
                buffers[entry & PLACE_MASK][entry >> 6] |= BIT[entry >> 3 & 7]
        return [
            bits | int.from_bytes(buffer, "little")
            for bits, buffer in zip(found, buffers, strict=True)
        ]

    def _dense_sets(self, term: str, postings: array[int]) -> list[int]:
        """Kept from one search to the next; entries are only ever added."""
        count, sets = self._dense.get(term, (0, [0] * PLACES))
        if count < len(postings):
            sets = self._with_entries(sets, [postings[count:]])
            self._dense[term] = (len(postings), sets)
        return sets

    def count(self, term: str, mask: int) -> int:
        """How many documents in ``mask`` have ``term``."""
        postings = self.postings[term]
        if len(postings) >= DENSE:
            return sum((bits & mask).bit_count() for bits in self._dense_sets(term, postings))
        members = self._members_of(mask)
        return sum(1 for entry in postings if members[entry >> 6] & BIT[entry >> 3 & 7])

    def _members_of(self, mask: int) -> bytes:
        """The documents in ``mask``, eight a byte; one word after the other asks for the same."""
        if self._members is None or self._members[0] is not mask:
            self._members = mask, mask.to_bytes((len(self.ids) >> 3) + 1, "little")
        return self._members[1]

    def documents_by_code(self, digits: str, longest: int) -> tuple[int, int]:
        """The documents with exactly this code, and with one that begins so."""
        exact: list[int] = []
        longer: list[int] = []
        for more in range(longest - len(digits) + 1):
            low = int(digits) * 10**more
            high = (int(digits) + 1) * 10**more
            found = self.code_numbers[bisect_left(self.codes, low) : bisect_left(self.codes, high)]
            (longer if more else exact).extend(found)
        return bits_of(exact, len(self.ids)), bits_of(longer, len(self.ids))

    def first_in_order(self, bits: int, count: int, popularity: Popularity = NOWHERE) -> list[int]:
        """The first ``count`` of the set in the order that products have where they sell so."""
        size = bits.bit_count()
        order = self._order_of(popularity)
        if size * size <= 4 * len(order.numbers):
            return sorted(numbers_in(bits), key=order.ranks().__getitem__)[:count]
        return order.first(bits, count)

    def _order_of(self, popularity: Popularity) -> Order:
        known = self._orders.get(popularity.key)
        if known is None:
            if len(self._orders) >= ORDERS_KEPT:
                del self._orders[next(iter(self._orders))]
            level = popularity.levels.get
            known = self._orders[popularity.key] = Order(
                lambda number: (-level(self.ids[number], 0), self.order_key(number)), len(self.ids)
            )
        return known
