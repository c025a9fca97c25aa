"""Shares of the books with somebody outside, and each look at what was shared."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedOrEmpty
from theriac.core.privacy.problems import Erased
from theriac.core.privacy.rows import PersonalEntity


class Share(PersonalEntity):
    """A link by which an auditor reads the books of a period, until an instant.

    ``kinds`` are codes of what is shown, ``branches`` ids as texts, none for every branch;
    ``since`` and ``until`` are days of the books, both included. The link's token is kept as a
    keyed hash, the passphrase (if there is one) as a password is. ``wrong_tries`` counts wrong
    passphrases; the last that is allowed ends the share. ``patients`` says how whom a sale was for
    is shown ("" not at all, ``masked``, ``named``), ``patients_why`` why; ``costs`` whether its
    pages show what goods cost. Who reads lies under the share's own key, which goes when its
    retention is over (``erased_at``), with the looks at it;
    the row and the trail stay, under the share's id.
    """

    name = EncryptedOrEmpty(label="share.name", default="")
    email = EncryptedOrEmpty(label="share.email", default="", blank=True)
    kinds = models.JSONField()
    branches = models.JSONField()
    since = models.DateField()
    until = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    ends_at = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, unique=True)
    passphrase = models.CharField(max_length=128, blank=True, default="")
    patients = models.CharField(max_length=8, default="", db_default="")
    patients_why = models.CharField(max_length=250, default="", db_default="")
    costs = models.BooleanField(default=False, db_default=False)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    erased_at = models.DateTimeField(null=True)

    deciding = Deciding(
        "kinds branches since until ends_at costs patients ended_at erased_at",
        hashed="secret_hash passphrase",
        left_out="name email made_at made_by patients_why wrong_tries ended_by",
    )

    class Meta:
        db_table = "shares_share"
        indexes = [models.Index(fields=["made_at"], name="share_made")]

    @property
    def reader(self) -> str:
        """For whom it was made, or that they were erased."""
        try:
            name = str(self.name)
        except Erased:
            name = ""
        return name or _("Former reader %(number)s") % {"number": self.id.hex[-6:].upper()}


class ShareLook(AppendOnlyModel):
    """One page or file of a share that was asked for: which, when and from where.

    It goes with its reader; the trail keeps that the share was looked at.
    """

    kept_days = 180
    kept_since = "looked_at"

    share = models.ForeignKey(Share, on_delete=models.RESTRICT, related_name="+")
    looked_at = models.DateTimeField()
    address = models.CharField(max_length=45)
    page = models.CharField(max_length=120)

    class Meta:
        db_table = "shares_look"
        indexes = [models.Index(fields=["share", "looked_at"], name="share_look_when")]
