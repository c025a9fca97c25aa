"""Make the search corpus: products of our own, from international names and invented brands.

``python contracts/search/generate.py`` writes ``corpus.csv`` again, byte for byte; the bench asks
for more products by the same rules. Substances, strengths and forms are facts; brands and
manufacturers are coined here, and any likeness to a real one is chance.
"""

# ruff: noqa: INP001, S311 (a script beside its data; chance that repeats is the point)

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from uuid import UUID

FOLDER = Path(__file__).resolve().parent
CORPUS_SIZE = 2500
SEED = 20261120
EPOCH_MS = 1_790_000_000_000

STARTS = "ba be bi bo ca ce da de di do fa fe fi ga ge ha he ja je ka ki la le li lo ma me mi mo"
STARTS += " na ne ni no pa pe ra re ri ro sa se si ta te ti to va ve vi vo xe ya za ze zi zo"
MIDDLES = "bra cor den dra fen gra ken lan len lix mar min nor pra ran rel ren ri san sten tra"
MIDDLES += " tri val van vel ver vin xan zen"
ENDS = "cin dex don fen gil lin lox max mol nex pan ra rin ron sil sol tan tin trol va vex vit xa"
ENDS += " xil zol"
MAKER_STARTS = (
    "Arunika Bimasena Cakrawarsa Dananjaya Girinata Harsadya Indrayasa Jalatunda Kencanata"
)
MAKER_STARTS += " Lokatara Mandalika Narapati Pramesti Ranukumba Sekarjagat Tirtamaya Udayana"
MAKER_STARTS += " Wiratama Abhinav Chandrika Devgarh Girnarin Hemavati Jyotsna Kailanath Madhuvan"
MAKER_STARTS += " Nilambari Prabhakiran Rohinivar Suvarnika Trivenia Vasundha"
MAKER_ENDS = ("Farma", "Husada", "Medika", "Laboratories", "Pharma", "Healthcare", "Remedies")
FORM_WORDS = {
    "tablet": ("tablet", "tab", "Tablet", "TAB"),
    "capsule": ("kapsul", "cap", "Capsule", "CAPS"),
    "dry syrup": ("sirup kering", "dry syrup", "Dry Syr", "DS"),
    "syrup": ("sirup", "syrup", "Syr", "SYR"),
    "suspension": ("suspensi", "suspension", "Susp", "SUSP"),
    "injection": ("injeksi", "injection", "Inj", "INJ"),
    "cream": ("krim", "cream", "Cream", "CR"),
    "ointment": ("salep", "ointment", "Oint", "OINT"),
    "eye drops": ("tetes mata", "eye drops", "Eye Drop", "ED"),
    "ear drops": ("tetes telinga", "ear drops", "Ear Drop", "EAR DROPS"),
    "infusion": ("infus", "infusion", "Infusion", "INF"),
}
SUFFIXES = ("", "", "", "", " Forte", " Plus", " DS", " XR", " Kid")


@dataclass(frozen=True)
class Product:
    """One line of the corpus; ``brand`` is empty for a generic, spaces part ``barcodes``."""

    id: str
    name: str
    generic_name: str
    substance: str
    strength: str
    dose_form: str
    manufacturer: str
    brand: str
    barcodes: str
    popularity: int


@dataclass(frozen=True)
class Presentation:
    """A substance in one form and strength."""

    inn: str
    local: str
    dose_form: str
    strength: str


def presentations() -> list[Presentation]:
    """Every form and strength in ``substances.csv``, in its order."""
    found = []
    with (FOLDER / "substances.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for part in row["presentations"].split(";"):
                form, _, strengths = part.partition(":")
                found += [
                    Presentation(row["inn"], row["local"], form, strength)
                    for strength in strengths.split("|")
                ]
    return found


def makers() -> list[str]:
    """Invented manufacturers."""
    return [
        f"{start} {MAKER_ENDS[(index + turn) % len(MAKER_ENDS)]}"
        for turn in range(2)
        for index, start in enumerate(MAKER_STARTS.split())
    ]


class Coiner:
    """Coins brand names, each once, some with the substance's own beginning."""

    def __init__(self, rng: random.Random, taken: set[str]) -> None:
        self.rng = rng
        self.taken = taken

    def brand(self, inn: str) -> str:
        while True:
            own = self.rng.random() < 0.3
            start = inn[:4].strip() if own else self._pick(STARTS).capitalize()
            word = start + self._pick(MIDDLES) + self._pick(ENDS)
            if word.lower() not in self.taken:
                self.taken.add(word.lower())
                return word

    def _pick(self, syllables: str) -> str:
        return self.rng.choice(syllables.split())


def make_products(count: int, seed: int = SEED) -> list[Product]:
    """``count`` products: first every presentation as a generic, then local names, then brands."""
    rng = random.Random(seed)
    found = list(_rounds(rng, presentations(), makers(), count))
    return found[:count]


def _rounds(
    rng: random.Random, lines: list[Presentation], makers_known: list[str], count: int
) -> Iterator[Product]:
    taken = {word.lower() for line in lines for word in f"{line.inn} {line.local}".split()}
    coiner = Coiner(rng, taken)
    number = 0
    turn = 0
    while number < count:
        brands: dict[str, tuple[str, str]] = {}
        for line in lines:
            maker = rng.choice(makers_known)
            brand = ""
            if turn > 1:
                fresh = (coiner.brand(line.inn), maker)
                brand, maker = brands.setdefault(line.inn, fresh)
            yield _product(rng, number, line, maker, brand, turn)
            number += 1
        turn += 1


def _product(
    rng: random.Random, number: int, line: Presentation, maker: str, brand: str, turn: int
) -> Product:
    style = rng.randrange(4)
    form = FORM_WORDS.get(line.dose_form, (line.dose_form,) * 4)[style]
    title = brand + rng.choice(SUFFIXES) if brand else (line.local if turn == 1 else line.inn)
    name = f"{title} {_written(line.strength, style)} {form}"
    return Product(
        id=str(_id_of(number)),
        name=name.upper() if style == 3 else name,
        generic_name=line.local if turn == 1 else line.inn,
        substance=line.inn,
        strength=line.strength,
        dose_form=line.dose_form,
        manufacturer=maker,
        brand=brand,
        barcodes=_barcode(number),
        popularity=max(0, int(rng.paretovariate(1.1)) - 1),
    )


def _written(strength: str, style: int) -> str:
    if style == 0:
        return strength.replace(".", ",")
    return strength.replace(" mg", "mg") if style == 2 else strength


def _id_of(number: int) -> UUID:
    """A UUIDv7 whose time is the line's number."""
    return UUID(
        int=((EPOCH_MS + number) << 80) | (7 << 76) | (2 << 62) | (number * 2654435761 % 2**32)
    )


def _barcode(number: int) -> str:
    """A GTIN-13 of the range kept for use inside a company (prefix 20 to 29)."""
    body = f"29{number + 1:05}{number * 7919 % 100000:05}"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    return body + str(-total % 10)


def write_corpus(path: Path) -> None:
    """Write the committed corpus."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file, [field.name for field in fields(Product)], lineterminator="\n"
        )
        writer.writeheader()
        writer.writerows(asdict(product) for product in make_products(CORPUS_SIZE))


if __name__ == "__main__":
    write_corpus(FOLDER / "corpus.csv")
    sys.stdout.write(f"{CORPUS_SIZE} products\n")
