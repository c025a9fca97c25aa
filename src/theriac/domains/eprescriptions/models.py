"""Prescribing systems with their keys, bundles as they came, and the prescriptions in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedJSON
from theriac.core.privacy.rows import PersonalEntity


class PrescribingSystem(Entity):
    """A program elsewhere whose signed prescriptions a branch accepts, until it is ended.

    ``namespace`` is the system of the identifiers that it gives its bundles.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=120)
    namespace = models.CharField(max_length=200)
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    deciding = Deciding(
        "branch_id name namespace registered_by ended_at ended_by", left_out="registered_at"
    )

    class Meta:
        db_table = "eprescriptions_system"
        constraints = [
            models.UniqueConstraint(fields=["branch", "namespace"], name="prescribing_system_once")
        ]


class SystemKey(Entity):
    """A public key by which a system signs, from a day until a day, unless it is revoked.

    ``thumbprint`` is RFC 7638's of the key: what a signature names it by.
    """

    system = models.ForeignKey(PrescribingSystem, on_delete=models.RESTRICT, related_name="keys")
    thumbprint = models.CharField(max_length=43)
    algorithm = models.CharField(max_length=5)
    public_key = models.CharField(max_length=2000)
    valid_from = models.DateField()
    valid_until = models.DateField()
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    deciding = Deciding(
        (
            "system_id thumbprint algorithm public_key valid_from valid_until registered_by "
            "revoked_at revoked_by"
        ),
        left_out="registered_at",
    )

    class Meta:
        db_table = "eprescriptions_key"
        constraints = [
            models.UniqueConstraint(fields=["system", "thumbprint"], name="system_key_once")
        ]


class ReceivedBundle(PersonalEntity):
    """A signed bundle: canonical text and signature, under the key of ``kept_for``.

    That is the bundle itself until the patient is known, then the patient. ``sent_key`` is a keyed
    hash of system, identifier and timestamp, ``digest`` one of the text.
    """

    system = models.ForeignKey(PrescribingSystem, on_delete=models.RESTRICT, related_name="+")
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    key = models.ForeignKey(SystemKey, on_delete=models.RESTRICT, related_name="+")
    kept_for = models.UUIDField()
    content = EncryptedJSON(label="eprescription.bundle", owner="kept_for", default=dict)
    sent_key = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    received_at = models.DateTimeField()
    received_by = models.UUIDField()
    emptied_at = models.DateTimeField(null=True)

    deciding = Deciding(
        "system_id branch_id key_id kept_for signed_at received_by emptied_at",
        hashed="sent_key digest",
        left_out="content received_at",
    )

    class Meta:
        db_table = "eprescriptions_bundle"
        indexes = [
            models.Index(fields=["branch", "digest"], name="bundle_by_digest"),
            models.Index(fields=["kept_for"], name="bundle_kept_for"),
        ]


class EPrescription(PersonalEntity):
    """A prescription of a bundle: waiting for a person, taken in, or refused.

    ``content`` is what it says (``reader.facts``). ``patient_id`` and ``prescriber_id`` are who was
    matched. ``number_key`` is a keyed hash of system and number, empty once it is refused.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        REFUSED = "refused"

    bundle = models.ForeignKey(
        ReceivedBundle, on_delete=models.RESTRICT, related_name="prescriptions"
    )
    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    position = models.PositiveSmallIntegerField()
    kept_for = models.UUIDField()
    content = EncryptedJSON(label="eprescription.content", owner="kept_for", default=dict)
    number_key = models.CharField(max_length=64, null=True, unique=True)
    line_count = models.PositiveSmallIntegerField()
    places = models.JSONField(default=list)
    """Where in the bundle its requests stand, as FHIRPath."""
    state = models.CharField(max_length=7, default=State.WAITING)
    patient_id = models.UUIDField(null=True)
    prescriber_id = models.UUIDField(null=True)
    prescription_id = models.UUIDField(null=True, unique=True)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    reason_code = models.CharField(max_length=16, default="", blank=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "bundle_id branch_id kept_for state patient_id prescriber_id prescription_id "
            "settled_by reason_code"
        ),
        hashed="number_key",
        left_out="position content line_count places received_at settled_at version",
    )

    class Meta:
        db_table = "eprescriptions_prescription"
        indexes = [
            models.Index(fields=["branch", "state", "received_at"], name="eprescription_inbox"),
            models.Index(fields=["kept_for"], name="eprescription_kept_for"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "position"], name="eprescription_once"),
            models.CheckConstraint(
                condition=Q(state="taken", prescription_id__isnull=False, reason_code="")
                | Q(state="refused", prescription_id=None) & ~Q(reason_code="")
                | Q(state="waiting", prescription_id=None, settled_at=None, reason_code=""),
                name="eprescription_settled",
            ),
        ]


class KnownCode(Entity):
    """Which product a code of a coding system means, as somebody confirmed it last."""

    coding_system = models.CharField(max_length=200)
    code = models.CharField(max_length=60)
    product_id = models.UUIDField()
    confirmed_at = models.DateTimeField()
    confirmed_by = models.UUIDField()

    deciding = Deciding("coding_system code product_id confirmed_by", left_out="confirmed_at")

    class Meta:
        db_table = "eprescriptions_code"
        constraints = [
            models.UniqueConstraint(fields=["coding_system", "code"], name="known_code_once")
        ]
