"""What is kept of a member of staff besides the account: contact, branch, licences."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.privacy.fields import EncryptedJSON, EncryptedText
from theriac.core.privacy.rows import PersonalEntity
from theriac.domains.accounts.models.user import User


class StaffProfile(PersonalEntity):
    """A person's contact under a key of their own, and the branch that they belong to.

    The row has the person's id. ``new_email`` waits until its owner opened the link that was sent
    there; until then the address before it counts.
    """

    user = models.OneToOneField(User, on_delete=models.RESTRICT, related_name="+")
    phone = EncryptedText(label="staff.phone", default="")
    new_email = EncryptedText(label="staff.new_email", default="")
    branch = models.ForeignKey(
        "organisation.Branch", null=True, on_delete=models.RESTRICT, related_name="+"
    )

    class Meta:
        db_table = "accounts_staff_profile"


class StaffLicence(PersonalEntity):
    """A licence of a person: number and issuer encrypted, its kind, place and time in the open.

    It is never deleted: a renewed or wrong one is ended, with when and by whom.
    """

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    kind = models.CharField(max_length=20)
    branch = models.ForeignKey(
        "organisation.Branch", null=True, on_delete=models.RESTRICT, related_name="+"
    )
    content = EncryptedJSON(label="staff.licence", owner="user_id")
    """``number`` and ``issued_by``."""
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    deciding = Deciding(
        "user_id kind branch_id valid_from valid_until ended_at",
        hashed="content",
        left_out="recorded_at recorded_by ended_by",
    )

    class Meta:
        db_table = "accounts_staff_licence"
        indexes = [models.Index(fields=["ended_at", "valid_until"], name="staff_licence_due")]
