"""People of the staff as tests find and change them: their names are encrypted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from theriac.domains.accounts.models import User


def handle_of(username: str) -> str:
    """What an account is called where its name doesn't stand; nobody's stays as it was typed."""
    person = User.objects.named(username)
    return person.handle if person else username


def keep(user_id: UUID, **values: Any) -> None:
    """Write values of a person's row, encrypted ones too."""
    person = User.objects.get(id=user_id)
    for name, value in values.items():
        setattr(person, name, value)
    person.save()
