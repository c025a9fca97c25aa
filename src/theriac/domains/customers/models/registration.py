"""Somebody who typed an address that isn't confirmed yet."""

from __future__ import annotations

from django.db import models

from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity


class Registration(PersonalEntity):
    """What somebody typed who wants an account; none exists before the address is confirmed.

    ``privacy`` is the fingerprint of the text that they agreed to, ``secret_hash`` the mailed
    link's; ``how`` says whether they typed it on the page or in a program.
    """

    content = EncryptedJSON(label="customer.registration")
    """``name`` and ``email``, under the key that becomes the account's."""
    password = models.CharField(max_length=128)
    language = models.CharField(max_length=5, default="")
    privacy = models.CharField(max_length=64)
    how = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64, null=True, unique=True)
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "customers_registration"
        indexes = [models.Index(fields=["ends_at"], name="registration_ends")]
