"""Unsent sales of another counter, which this one read from its QR codes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel, Field

from theriac.domains.device_logs.commands.import_saved import (
    ImportedFile,
    import_saved_file,
    receive_file,
)
from theriac.domains.sales.pushes.saved import LARGEST
from theriac.surfaces.counter.endpoints import answer_with, endpoint, read_body
from theriac.surfaces.counter.terminals import paired_device
from theriac.surfaces.counter.tokens import person_of


class SavedIn(BaseModel):
    """The file as its counter would have saved it, and who brings it."""

    token: str = Field("", max_length=500)
    file: str = Field(min_length=1)


class SavedSalesOut(BaseModel):
    """Sales of the file; ``held`` wait for a person, ``cases`` are what the booked differ in."""

    booked: int
    known: int
    held: int
    unreadable: int
    cases: int


class SavedTillOut(BaseModel):
    """What the till of the file told."""

    taken: int
    known: int
    held: int
    unreadable: int


class SavedOut(BaseModel):
    """What became of all of it; ``left`` can't be taken."""

    sales: SavedSalesOut
    till: SavedTillOut
    asked: int
    copies: int
    codes: int
    parked: int
    left: int


@endpoint("POST", most=LARGEST)
def saved(request: HttpRequest) -> HttpResponse:
    """Take in what isn't here yet, for who settles at this branch; again changes nothing."""
    device = paired_device(request)
    said = read_body(request, SavedIn)
    person, branch_id = person_of(device, said.token), device.point.branch_id
    data = said.file.encode()
    receive_file(actor=person, branch_id=branch_id, data=data)
    return answer_with(_told(import_saved_file(actor=person, branch_id=branch_id, data=data)))


def _told(found: ImportedFile) -> SavedOut:
    return SavedOut(
        sales=SavedSalesOut.model_validate(found.sales, from_attributes=True),
        till=SavedTillOut.model_validate(found.till, from_attributes=True),
        asked=found.rest.asked,
        copies=found.rest.copies,
        codes=found.rest.codes,
        parked=found.parked.waiting,
        left=found.rest.left + found.parked.left,
    )
