"""People of the staff as tests find and change them: their names are encrypted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from tests.support.shop import Shop
from theriac.core.actor import Actor
from theriac.core.permissions import Permission
from theriac.domains.accounts.models import User


def holder_of(shop: Shop, *rights: Permission) -> Actor:
    """A person who holds exactly these rights, at the shop's branch alone."""
    codes = frozenset(right.code for right in rights)
    return replace(shop.owner, grants={shop.branch_id: codes})


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
