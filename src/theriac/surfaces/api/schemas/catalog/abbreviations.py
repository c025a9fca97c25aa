"""The pharmacy's own abbreviations."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from theriac.surfaces.api.schemas.types import Answer, Body, Page

Short = Annotated[
    str, Field(max_length=12, description="One word of 2 to 12 letters; kept in lower case.")
]
Words = Annotated[str, Field(max_length=80, description="What it stands for: 1 to 6 words.")]


class Abbreviation(Answer):
    """A word of the pharmacy's own, and the words that a search takes it for."""

    id: UUID
    version: int
    short: str
    words: str


class AbbreviationPage(Page[Abbreviation]):
    """A page of abbreviations."""


class AbbreviationNew(Body):
    """An abbreviation, and what it stands for."""

    short: Short
    words: Words
