"""Models with encrypted fields: what can't be bound to a row raises, and keys are read together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self, TypeVar
from uuid import UUID

from django.db import models

from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import PHARMACY, EncryptedField
from theriac.core.privacy.key_batch import Peers, set_peers
from theriac.core.privacy.problems import Unbound

M = TypeVar("M", bound=models.Model)


def encrypted_fields(model: type[models.Model]) -> list[EncryptedField]:
    """Those of the model's own table, not of a parent's."""
    return [
        field for field in model._meta.local_concrete_fields if isinstance(field, EncryptedField)
    ]


class PersonalQuerySet(models.QuerySet[M]):
    """Rows whose encrypted fields are read as objects, written by ``save`` or ``bulk_create``."""

    def values(self, *fields: Any, **expressions: Any) -> Any:
        """As Django's, without encrypted fields. Raises Unbound."""
        self._refuse_encrypted("values", fields)
        return super().values(*fields, **expressions)

    def values_list(self, *fields: Any, **options: Any) -> Any:
        """As Django's, without encrypted fields. Raises Unbound."""
        self._refuse_encrypted("values_list", fields)
        return super().values_list(*fields, **options)

    def update(self, **changes: Any) -> int:
        """As Django's, without encrypted fields. Raises Unbound."""
        self._refuse_encrypted("update", list(changes) or ["pk"])
        return super().update(**changes)

    def bulk_update(self, objs: Iterable[M], fields: Iterable[str], batch_size: Any = None) -> int:
        """As Django's, without encrypted fields. Raises Unbound."""
        named = list(fields)
        self._refuse_encrypted("bulk_update", named or ["pk"])
        return super().bulk_update(objs, named, batch_size)

    def order_by(self, *fields: Any) -> Self:
        """As Django's, without encrypted fields. Raises Unbound."""
        self._refuse_encrypted("order_by", [str(field).lstrip("-") for field in fields] or ["pk"])
        return super().order_by(*fields)

    def _refuse_encrypted(self, verb: str, fields: Sequence[Any]) -> None:
        encrypted = {field.name for field in encrypted_fields(self.model)}
        named = encrypted.intersection(map(str, fields)) if fields else encrypted
        if named:
            raise Unbound(
                f"{verb}() never sees a row, and {self.model._meta.label}.{min(named)} is "
                "encrypted for one. Read the objects, or save them one by one."
            )

    def _fetch_all(self) -> None:
        is_fresh = self._result_cache is None
        super()._fetch_all()
        rows = self._result_cache or []
        if is_fresh and rows and isinstance(rows[0], self.model):
            read_together(rows)


def read_together(rows: Sequence[models.Model]) -> None:
    """Let rows of one model, new ones too, fetch their keys with one reading."""
    if not rows:
        return
    names = {field.owner for field in encrypted_fields(type(rows[0]))}
    owners: set[UUID] = {PHARMACY} if "" in names else set()
    owners |= {getattr(row, name) for row in rows for name in names if name}
    peers = Peers(owners)
    for row in rows:
        set_peers(row, peers)


class PersonalManager(models.Manager[M]):
    """Gives PersonalQuerySet."""

    def get_queryset(self) -> PersonalQuerySet[M]:
        return PersonalQuerySet(self.model, using=self._db)


class PersonalEntity(Entity):
    """A row with encrypted fields."""

    objects: Any = PersonalManager()

    class Meta:
        abstract = True
