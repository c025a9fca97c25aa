"""A customer's account: who they are, encrypted, beside the row that signs in."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedText
from theriac.core.privacy.rows import PersonalEntity


class Customer(PersonalEntity):
    """A customer's name and address under a key of their own; the row has the account's id.

    ``email_token`` is the keyed hash by which the address signs in, of ``hash_generation``; none
    once they are erased. ``new_email`` waits until the link that went there was opened.
    """

    user = models.OneToOneField("accounts.User", on_delete=models.RESTRICT, related_name="+")
    name = EncryptedText(label="customer.name")
    email = EncryptedText(label="customer.email")
    new_email = EncryptedText(label="customer.new_email", default="")
    email_token = models.BigIntegerField(null=True, unique=True)
    hash_generation = models.PositiveIntegerField()
    number = models.CharField(max_length=12)
    """What stands for the customer where their name isn't needed; by chance, and not unique."""
    registered_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "user_id blocked_at erased_at",
        hashed="email_token",
        left_out="name email new_email hash_generation number registered_at version",
    )

    class Meta:
        db_table = "customers_customer"
        indexes = [models.Index(fields=["registered_at"], name="customer_registered")]
