"""NIE: the number of BPOM's marketing authorisation, printed on every pack.

15 characters: D brand or G generic; B, T, K, P, N the class; L local, I import, X programme;
year (2), manufacturer (3), product (3), dosage form (2), strength (a letter), pack (a digit).
Positions 1 to 5 were verified in public examples; the split of the rest is general teaching.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from theriac.countries.identity import IdentifierCheck, refused

CLASSES = {
    "B": "bebas",
    "T": "bebas_terbatas",
    "K": "keras",
    "P": "psikotropika",
    "N": "narkotika",
}
ORIGINS = {"L": "local", "I": "import", "X": "programme"}

_MEDICINE = re.compile(r"([DG])([BTKPN])([LIX])([0-9]{2})[0-9]{8}[A-Z][0-9]")
_OTHER = re.compile(r"(TR|TI|TL|SD|SI|SL|NA|NB|NC|ND|NE|AKL|AKD|PKD|PKL|MD|ML)[A-Z]*[0-9]{6,15}")


@dataclass(frozen=True, slots=True)
class Nie:
    """A medicine's authorisation, read."""

    number: str
    brand: bool
    legal_class: str
    origin: str
    year2: str


def _compact(text: str) -> str:
    return re.sub(r"[\s.]", "", text).upper()


def read_nie(text: str) -> Nie | None:
    """The authorisation that ``text`` writes, spaces and case set aside; None if it isn't one."""
    number = _compact(text)
    match = _MEDICINE.fullmatch(number)
    if match is None:
        return None
    brand, legal_class, origin, year2 = match.groups()
    return Nie(number, brand == "D", CLASSES[legal_class], ORIGINS[origin], year2)


def is_other_authorisation(text: str) -> bool:
    """Whether it looks like another commodity's: herbal, supplement, cosmetic, device, food."""
    return _OTHER.fullmatch(_compact(text)) is not None


def check_nie(text: str) -> IdentifierCheck:
    """A medicine's NIE holds; another commodity's is taken as it is, with a note."""
    nie = read_nie(text)
    if nie is not None:
        return IdentifierCheck(valid=True, value=nie.number)
    if is_other_authorisation(text):
        note = _("This isn’t a medicine’s number. It was saved as typed.")
        return IdentifierCheck(valid=True, value=_compact(text), warnings=(note,))
    return refused(_("Enter a medicine’s NIE of 15 characters, for example DKL1234567890A1."))
