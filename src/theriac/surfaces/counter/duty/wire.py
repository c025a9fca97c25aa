"""Signing on to duty at a counter, and the answer."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field


class DutyIn(BaseModel):
    """Who comes, as the server knew them at the sign-in; ``leaves``: who goes."""

    token: str = Field(default="", max_length=500)
    leaves: bool = False


class DutyAnswerOut(BaseModel):
    """Until when the person is on duty at the latest; null for who left."""

    until: datetime | None
