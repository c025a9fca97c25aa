"""Erasure, and merges of records of one person, as the API takes and gives them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from theriac.core.facts.types import Day, Id
from theriac.surfaces.api.schemas.patients.records import FoundPatient
from theriac.surfaces.api.schemas.types import Answer, Body


class HoldAnswer(Answer):
    """Why a patient’s record stays: records that the law keeps, or an open matter; until when."""

    code: str
    title: str
    last_on: date = Field(description="The day of the newest of these records.")
    until: date
    source: str
    is_confirmed: bool = Field(description="False: the law's text must be checked locally.")
    is_open: bool = Field(
        description="A matter that keeps the patient until it is settled, whatever the day."
    )


class ErasureProofAnswer(Answer):
    """The proof that stays: the destroyed key's fingerprint, SHA-256."""

    patient_id: UUID
    erased_at: datetime
    erased_by: UUID
    fingerprint: str


class ErasureAnswer(Answer):
    """How the wish stands: erased with proofs, or restricted until a date, and by what."""

    erase_on: date | None
    restricted_at: datetime | None
    erased_at: datetime | None
    holds: list[HoldAnswer]
    proofs: list[ErasureProofAnswer]


class ErasureWanted(Body):
    """That the patient is to be erased."""

    keep_until: Day | None = Field(
        default=None, description="A date until which another law keeps the record, if one does."
    )


class LikelyPatient(FoundPatient):
    """A record that may be of the same person, and why it is thought so."""

    reasons: list[str] = Field(
        description="Any of `number`, `names`, `born`, `phone`, `sound`, `swapped`."
    )


class LikelyPatients(Answer):
    """The likeliest first."""

    items: list[LikelyPatient]


class MergeWanted(Body):
    """The record for which this one is to stand too."""

    merged_id: Id


class MergeAnswer(Answer):
    """Which record stands now for which; undone, both stand by themselves."""

    kept_id: UUID
    merged_id: UUID
    is_undone: bool
