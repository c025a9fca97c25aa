"""Pairing a device, and the series that it numbers its sales in."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import BaseModel, Field


class PairingIn(BaseModel):
    """A code from the back office, what people call the device, and the key that it signs with."""

    code: str = Field(min_length=1, max_length=40)
    device_name: str = Field(min_length=1, max_length=60)
    public_key: str = Field("", max_length=88)


class FirstPairingOut(BaseModel):
    """The code with which a demo's first browser pairs itself, and the name that it keeps."""

    code: str
    device_name: str


class TerminalOut(BaseModel):
    """The device as a terminal of its branch."""

    id: UUID
    code: str
    name: str


class BranchOut(BaseModel):
    """The branch where it sells."""

    id: UUID
    code: str
    name: str


class SeriesOut(BaseModel):
    """Numbers that the device may take on the days named; ``next`` where it begins."""

    id: UUID
    prefix: str
    starts_on: date
    ends_on: date
    generation: int
    next: int


class PairingOut(BaseModel):
    """What the device remembers of its pairing."""

    terminal: TerminalOut
    branch: BranchOut
    series: list[SeriesOut]
