"""What an electronic prescription says, as it is kept: plain facts, dates as ISO 8601 texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class SentNumber:
    """An identifier: its system, its value, the code of its type."""

    system: str
    value: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class SentPatient:
    """Who it is for, as the sender knows them; ``birth_date`` is "" where it isn't whole."""

    names: str
    birth_date: str = ""
    sex: str = ""
    numbers: tuple[SentNumber, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentPrescriber:
    """Who prescribed, and where."""

    names: str
    numbers: tuple[SentNumber, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class SentCode:
    """A coding of a medicine."""

    system: str
    code: str
    display: str = ""


@dataclass(frozen=True, slots=True)
class SentLine:
    """A medicine: as written, with its codes, how much, how it is taken.

    ``directions`` are fields of ``DirectionsWritten`` that were understood, ``text`` the directions
    in words, whole. ``quantity`` counts ``unit``. ``left`` are codes of what a person looks at.
    """

    place: str
    written: str
    codes: tuple[SentCode, ...]
    quantity: int | None
    unit: str
    directions: Mapping[str, Any]
    text: str
    repeats: int
    may_substitute: bool
    note: str
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SentPrescription:
    """The lines of one group, of one patient by one prescriber, written on one day."""

    number: str
    written_on: str
    starts_on: str
    ends_on: str
    patient: SentPatient
    prescriber: SentPrescriber
    lines: tuple[SentLine, ...]


@dataclass(frozen=True, slots=True)
class SentBundle:
    """A bundle: the sender's identifier of it, when it was made, and its prescriptions.

    ``namespace`` is the identifier's system. ``keys`` tell each prescription's number apart.
    """

    namespace: str
    identifier: str
    timestamp: datetime
    prescriptions: tuple[SentPrescription, ...]
    keys: tuple[str, ...]


def content_of(one: SentPrescription) -> dict[str, Any]:
    """As it is kept."""
    return asdict(one)


def sent_of(content: Mapping[str, Any]) -> SentPrescription:
    """What was kept."""
    told = dict(content)
    patient, prescriber = dict(told.pop("patient")), dict(told.pop("prescriber"))
    return SentPrescription(
        **{name: told[name] for name in ("number", "written_on", "starts_on", "ends_on")},
        patient=SentPatient(
            **{
                **patient,
                "numbers": _numbers(patient["numbers"]),
                "phones": tuple(patient["phones"]),
                "addresses": tuple(patient["addresses"]),
            }
        ),
        prescriber=SentPrescriber(**{**prescriber, "numbers": _numbers(prescriber["numbers"])}),
        lines=tuple(
            SentLine(
                **{
                    **line,
                    "codes": tuple(SentCode(**one) for one in line["codes"]),
                    "left": tuple(line["left"]),
                }
            )
            for line in told["lines"]
        ),
    )


def day_of(text: str) -> date | None:
    """A kept day; None for ""."""
    return date.fromisoformat(text) if text else None


def _numbers(told: Any) -> tuple[SentNumber, ...]:
    return tuple(SentNumber(**one) for one in told)
