"""Invented people, drawn so that some names are common and most are rare."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

SEED = 20261120
COMMON = (
    "Muhammad Siti Nur Sri Dewi Agus Budi Ahmad Eko Rina Fitri Putri Andi Yusuf Rizki Wahyu Indah "
    "Lestari Dian Ratna Hendra Rahmat Aisyah Fatimah Abdul Rahman Taufik Joko Susanti Wati"
).split()
HEADS = "ba bu da di ga ha ja ka ku la ma mu na pa pra ra ri sa se si su ta ti wa wi ya yu".split()
MIDDLES = "di ka li mi na ni ri sa ta ti to wi ya dra nda rma sto jay hma fri".split()
TAILS = "n na ni wan wati to yo di ni ra sih ningsih man tri h l s".split()

Person = tuple[str, date, str, str]
"""Names, birth date, telephone and NIK."""


class People:
    """A stream of people that a seed decides."""

    def __init__(self) -> None:
        self._draw = random.Random(SEED)
        self._rare = [self._invented() for _ in range(12_000)]

    def person(self) -> Person:
        """The next one."""
        draw = self._draw
        parts = [self._part() for _ in range(draw.choice((1, 2, 2, 2, 3, 3)))]
        born = date(1940, 1, 1) + timedelta(days=draw.randrange(29_000))
        phone = f"08{draw.randrange(10**9, 10**10)}"
        region = f"{draw.choice((31, 32, 33, 34, 35))}{draw.randrange(10**3, 10**4)}"
        nik = f"{region}{born:%d%m%y}{draw.randrange(1, 10**4):04d}"
        return " ".join(parts), born, phone, nik

    def typed(self, person: Person) -> Iterator[str]:
        """What somebody types who looks for this person."""
        names, born, phone, nik = person
        parts = names.split()
        yield names
        yield " ".join(part[:4] for part in parts[:2])
        yield f"{parts[-1][:3]} {parts[0]}"
        yield parts[-1]
        yield parts[0][: self._draw.randrange(3, 8)]
        yield f"{born:%d-%m-%Y}"
        yield f"{parts[0]} {born:%Y-%m-%d}"
        yield phone
        yield phone[-4:]
        yield nik
        yield nik[-4:]
        yield names.replace("i", "ie").replace("f", "p")

    def _part(self) -> str:
        draw = self._draw
        if draw.randrange(100) < 35:
            return COMMON[min(draw.randrange(30), draw.randrange(30))]
        return self._rare[draw.randrange(len(self._rare))]

    def _invented(self) -> str:
        draw = self._draw
        middle = "".join(draw.choice(MIDDLES) for _ in range(draw.choice((0, 1, 1, 2))))
        return (draw.choice(HEADS) + middle + draw.choice(TAILS)).capitalize()
