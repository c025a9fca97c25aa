"""Who prescribes in a country: professions, their licences, and what an expired one means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text


class PrescriptionVerdict(StrEnum):
    """What an intake does with a prescriber whose licence stands so."""

    FINE = "fine"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Profession:
    """Who may prescribe; ``code`` is ours, the words are the field's."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class PrescriberLicenceKind:
    """A kind of registration or licence. ``source`` says what asks for it, and how sure we are.

    ``shape`` is the pattern of its number in capitals without spaces, ``problem`` the sentence
    beside a field that doesn't hold one. ``is_for_place``: one for each place of practice, so that
    one in force is enough. ``by_issuer``: each issuer counts for itself, so that a number stands
    once an issuer. ``when_expired``: what the country's rule says of a new prescription.
    """

    code: str
    label: Text
    source: str
    shape: str = r".{3,80}"
    problem: Text = _("Enter the number as printed, at least 3 characters.")
    is_for_place: bool = False
    by_issuer: bool = False
    ends: bool = True
    when_expired: PrescriptionVerdict = PrescriptionVerdict.WARN


PROFESSIONS = (
    Profession("physician", _("Doctor")),
    Profession("dentist", _("Dentist")),
    Profession("midwife", _("Midwife")),
    Profession("nurse", _("Nurse")),
    Profession("veterinarian", _("Veterinarian")),
    Profession("other", _("Other prescriber")),
)

OTHER = PrescriberLicenceKind(
    "licence",
    _("Licence"),
    "whatever the place of practice asks for; entered as it is",
    by_issuer=True,
    ends=False,
)


@dataclass(frozen=True, slots=True)
class HeldLicence:
    """A licence as the rules ask: its kind and the last day that it holds, None without an end."""

    kind: str
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class LicenceVerdict:
    """The verdict, and of the licence that decided it kind and end."""

    verdict: PrescriptionVerdict
    kind: str = ""
    ended_on: date | None = None


def compact(number: str) -> str:
    """A number in capitals, without spaces and dots at which people write it differently."""
    return re.sub(r"[\s.]", "", number).upper()


def fits(kind: PrescriberLicenceKind, number: str) -> bool:
    """Whether the number has the shape of its kind."""
    return re.fullmatch(kind.shape, compact(number)) is not None


def kind_of(kinds: Iterable[PrescriberLicenceKind], code: str) -> PrescriberLicenceKind | None:
    """None for a licence that the country doesn't know."""
    return next((kind for kind in kinds if kind.code == code), None)


def judged(
    kinds: Sequence[PrescriberLicenceKind], held: Sequence[HeldLicence], on: date
) -> LicenceVerdict:
    """The hardest verdict of all kinds that are held on ``on``; a licence holds on its last day.

    Of each kind one in force is enough; where all ended, the last one tells since when.
    """
    worst = LicenceVerdict(PrescriptionVerdict.FINE)
    for kind in kinds:
        ends = [one.valid_until for one in held if one.kind == kind.code]
        past = [end for end in ends if end is not None and end < on]
        if not ends or len(past) < len(ends):
            continue
        if (
            kind.when_expired is PrescriptionVerdict.BLOCK
            or worst.verdict is PrescriptionVerdict.FINE
        ):
            worst = LicenceVerdict(kind.when_expired, kind.code, max(past))
        if worst.verdict is PrescriptionVerdict.BLOCK:
            return worst
    return worst
