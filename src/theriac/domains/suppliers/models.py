"""The supplier with its terms and contacts, its licences, its people and keys."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity


class Supplier(PersonalEntity):
    """A business that a pharmacy buys from.

    ``minimum_order`` is in minor units of the pharmacy's currency; ``payment_days`` and
    ``lead_days`` are calendar days, None where they aren't known. ``contacts`` are people: name,
    role, phone and e-mail of each, under a key of the supplier's own.
    """

    class State(models.TextChoices):
        ACTIVE = "active"
        BLOCKED = "blocked"

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=250, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    email = models.CharField(max_length=254, default="", blank=True)
    tax_id = models.CharField(max_length=40, default="", blank=True)
    tax_registered = models.BooleanField(default=True)
    payment_days = models.PositiveSmallIntegerField(null=True)
    lead_days = models.PositiveSmallIntegerField(null=True)
    minimum_order = models.PositiveBigIntegerField(default=0)
    terms = models.CharField(max_length=500, default="", blank=True)
    contacts = EncryptedJSON(label="suppliers.contacts", default=list)
    state = models.CharField(max_length=8, default=State.ACTIVE)
    state_reason = models.CharField(max_length=120, default="", blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "code tax_id tax_registered payment_days lead_days minimum_order state",
        left_out="name address phone email terms contacts state_reason created_at version",
    )

    class Meta:
        db_table = "suppliers_supplier"
        indexes = [models.Index(fields=["name", "id"], name="supplier_by_name")]

    def __str__(self) -> str:
        return self.name


class SupplierLicence(Entity):
    """A licence of a supplier: its kind as the country names it, number and end."""

    supplier = models.ForeignKey(Supplier, on_delete=models.CASCADE, related_name="licences")
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=80)
    valid_until = models.DateField(null=True)

    deciding = Deciding("supplier_id kind number valid_until")

    class Meta:
        db_table = "suppliers_licence"
        constraints = [
            models.UniqueConstraint(fields=["supplier", "kind"], name="supplier_licence_of_kind")
        ]


class SupplierPerson(Entity):
    """Somebody of one supplier who signs in at the portal; its id is that of their account.

    Who they are stands with the account. Withdrawn, they sign in no more.
    """

    supplier = models.ForeignKey(Supplier, on_delete=models.RESTRICT, related_name="+")
    invited_at = models.DateTimeField()
    invited_by = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)

    deciding = Deciding("supplier_id withdrawn_at", left_out="invited_at invited_by")

    class Meta:
        db_table = "suppliers_person"
        indexes = [models.Index(fields=["supplier", "invited_at"], name="supplier_person_invited")]


class SupplierKey(Entity):
    """A key by which one supplier's program sees its own orders of a branch and feeds price lists.

    The secret is kept as its keyed hash. It opens nothing once it is revoked, nor while the
    supplier is blocked.
    """

    supplier = models.ForeignKey(Supplier, on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=60)
    hint = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)

    deciding = Deciding(
        "supplier_id branch_id revoked_at",
        hashed="secret_hash",
        left_out="name hint created_at created_by",
    )

    class Meta:
        db_table = "suppliers_key"
        indexes = [models.Index(fields=["supplier", "created_at"], name="supplier_key_made")]
