"""Bins of a branch's shelves."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from theriac.core.facts.types import Id, Text20, Text60
from theriac.surfaces.api.schemas.types import Answer, Body, Page

BinCode = Annotated[Text20, StringConstraints(min_length=1, pattern=r"\S")]


class Bin(Answer):
    """A compartment. Its label carries `BIN-` and the code."""

    id: UUID
    branch_id: UUID
    code: str
    label: str
    is_active: bool
    version: int


class BinPage(Page[Bin]):
    """A page of bins by code."""


class BinNew(Body):
    """A bin to be made."""

    code: BinCode
    label: Text60 = ""


class PutThere(Body):
    """Batches of the branch that lie in the bin from now on."""

    batch_ids: Annotated[list[Id], Field(min_length=1, max_length=200)]


class HomeBin(Answer):
    """Where a product belongs at the branch."""

    product_id: UUID
    bin_id: UUID | None


class Home(Body):
    """Where the product belongs; null: nowhere in particular."""

    bin_id: Id | None


class BinChange(Body):
    """The bin as it is from now on; its goods stay in it."""

    code: BinCode
    label: Text60 = ""
    is_active: bool = True
