"""Encrypted model fields: ciphertext in every statement, opened when the row's value is asked for.

The text is ``1.<owner>.<bytes>``: AES-256-GCM under the owner's data key, the field's label and
the row's id as additional data, the content padded to 32 bytes so that its length tells little.
``owner`` names the attribute that holds the person's id; "" is the pharmacy's own key.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NoReturn
from uuid import UUID

from django.core import checks
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from theriac.core.privacy.key_batch import peers_of
from theriac.core.privacy.keys import refuse_damaged
from theriac.core.privacy.problems import Unbound
from theriac.core.sealing.ciphers import decrypt, encrypt
from theriac.core.sealing.encoding import CantOpen

PHARMACY = UUID("00000000-0000-7000-8000-0000000000a1")
"""The owner of what belongs to nobody in particular."""
BLOCK = 32
END = b"\x80"


class Ciphertext:
    """What the database holds, unopened. ``is_verbatim``: brought in as it was, by a restore."""

    __slots__ = ("is_verbatim", "text")

    def __init__(self, text: str, *, is_verbatim: bool = False) -> None:
        self.text = text
        self.is_verbatim = is_verbatim

    def __repr__(self) -> str:
        return "<ciphertext>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ciphertext) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __str__(self) -> str:
        raise Unbound("This is ciphertext without its row. Read the model's object instead.")


class Plain:
    """An opened value as the object keeps it, so that nothing writes it by mistake."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<opened>"


class Bound:
    """Ciphertext that ``pre_save`` made for one row: the only thing that is ever written."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class EncryptedAttribute(DeferredAttribute):
    """Opens on read, and keeps the opened value with the object."""

    field: Any

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        name = self.field.attname
        if name not in instance.__dict__:
            instance.refresh_from_db(fields=[name])
        held = instance.__dict__[name]
        if isinstance(held, Ciphertext):
            held = instance.__dict__[name] = Plain(self.field.open(instance, held.text))
        return held.value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = (
            value if isinstance(value, Ciphertext) else Plain(value)
        )


class EncryptedField(models.Field[Any, Any]):
    """The base: ``label`` is the field's own for ever, whatever table or column it stands in."""

    descriptor_class = EncryptedAttribute

    def __init__(self, *, label: str = "", owner: str = "id", **options: Any) -> None:
        self.label = label
        self.owner = owner
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """With label and owner."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "label": self.label, "owner": self.owner}

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        """A label is there, and nothing of the database is asked that ciphertext can't answer."""
        found = super().check(**options)
        if not self.label:
            found.append(checks.Error(f"{self} has no label", id="theriac.E010"))
        if self.unique or getattr(self, "db_index", False) or self.null:
            words = f"{self} is encrypted: it can't be unique, indexed or null"
            found.append(checks.Error(words, id="theriac.E011"))
        return found

    def get_internal_type(self) -> str:
        return "TextField"

    def encode(self, value: Any) -> bytes:
        """The value as bytes."""
        return str(value).encode()

    def decode(self, content: bytes) -> Any:
        """The value that ``encode`` wrote."""
        return content.decode()

    def open(self, instance: models.Model, text: str) -> Any:
        """The value of a row's ciphertext. Raises Unreadable or Erased."""
        owner = self._owner_of(instance)
        key = peers_of(instance, owner).key(owner)
        try:
            if text.split(".", 2)[1:2] != [owner.hex]:
                raise CantOpen("written for another owner")
            return self.decode(_unpadded(decrypt(key, text, self._place(instance))))
        except (CantOpen, ValueError) as problem:
            refuse_damaged(CantOpen(str(problem) if isinstance(problem, CantOpen) else "damaged"))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 (Django's)
        """The ciphertext for this row; what wasn't opened is written back as it is."""
        held = model_instance.__dict__[self.attname]
        if isinstance(held, Ciphertext):
            if add and not held.is_verbatim:
                raise Unbound(
                    f"{self} was encrypted for the row that it was read from. Open it and assign "
                    "the value to the new row."
                )
            return Bound(held.text)
        owner = self._owner_of(model_instance)
        key = peers_of(model_instance, owner).key_to_write(owner, is_house=not self.owner)
        content = _padded(self.encode(held.value))
        return Bound(encrypt(key, owner.hex, content, self._place(model_instance)))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        """Unopened: which row it is isn't known here."""
        return None if value is None else Ciphertext(value)

    def get_prep_value(self, value: Any) -> Any:
        """What ``pre_save`` bound to its row, and nothing else. Raises Unbound."""
        if not isinstance(value, Bound):
            self._refuse("a bare value would reach the database")
        return value.text

    def to_python(self, value: Any) -> Any:
        """Ciphertext of a backup stays as it is."""
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        """None is possible. Raises Unbound."""
        self._refuse(f"it can't be looked up by {lookup_name}; use its keyed hash")

    def get_transform(self, lookup_name: str) -> Any:
        """None is possible. Raises Unbound."""
        self._refuse(f"it can't be looked up by {lookup_name}; use its keyed hash")

    def _refuse(self, why: str) -> NoReturn:
        raise Unbound(f"{self} is encrypted: {why}. Save the object, or read it.")

    def _owner_of(self, instance: models.Model) -> UUID:
        owner = getattr(instance, self.owner) if self.owner else PHARMACY
        if not isinstance(owner, UUID) or not isinstance(instance.pk, UUID):
            self._refuse("its row has no id yet")
        return owner

    def _place(self, instance: models.Model) -> str:
        return f"{self.label} {instance.pk}"


class EncryptedText(EncryptedField):
    """Kept as ciphertext of its row and column; empty text too."""


class EncryptedOrEmpty(EncryptedText):
    """A text that may be missing: empty stays empty and needs no key."""

    def open(self, instance: models.Model, text: str) -> Any:
        """The text. Raises Unreadable or Erased."""
        return super().open(instance, text) if text else ""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 (Django's)
        """The ciphertext for this row, or nothing."""
        held = model_instance.__dict__[self.attname]
        if isinstance(held, Plain) and held.value == "":
            return Bound("")
        return super().pre_save(model_instance, add)

    def get_prep_value(self, value: Any) -> Any:
        """Nothing, which a new column begins with, else as every encrypted field."""
        return "" if value == "" else super().get_prep_value(value)


class EncryptedDate(EncryptedField):
    """A date, or None."""

    def encode(self, value: date | None) -> bytes:
        """ISO 8601; None is empty."""
        return b"" if value is None else value.isoformat().encode()

    def decode(self, content: bytes) -> date | None:
        return date.fromisoformat(content.decode()) if content else None

    def get_default(self) -> Any:
        """None unless told otherwise."""
        return super().get_default() or None


class EncryptedJSON(EncryptedField):
    """Anything that JSON holds."""

    def encode(self, value: Any) -> bytes:
        """As JSON."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, content: bytes) -> Any:
        """From JSON."""
        return json.loads(content)


def _padded(content: bytes) -> bytes:
    return content + END + bytes(-(len(content) + 1) % BLOCK)


def _unpadded(content: bytes) -> bytes:
    body, end, rest = content.rpartition(END)
    if not end or rest.strip(b"\x00"):
        raise CantOpen("damaged")
    return body
