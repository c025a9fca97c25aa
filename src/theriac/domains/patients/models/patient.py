"""A patient: everything about the person encrypted under their own key."""

from __future__ import annotations

from django.db import models

from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedDate, EncryptedJSON, EncryptedText
from theriac.core.privacy.rows import PersonalEntity


class Household(Entity):
    """People who live together; who they are, their records say."""

    made_at = models.DateTimeField()

    class Meta:
        db_table = "patients_household"


class Patient(PersonalEntity):
    """One person. The owner of the key is the row itself."""

    names = EncryptedText(label="patient.names")
    birth_date = EncryptedDate(label="patient.birth_date")
    sex = EncryptedText(label="patient.sex")
    language = EncryptedText(label="patient.language")
    contacts = EncryptedJSON(label="patient.contacts", default=list)
    addresses = EncryptedJSON(label="patient.addresses", default=list)
    national_ids = EncryptedJSON(label="patient.national_ids", default=dict)
    emergency = EncryptedJSON(label="patient.emergency", default=list)
    insurance = EncryptedJSON(label="patient.insurance", default=list)
    notes = EncryptedText(label="patient.notes")
    household = models.ForeignKey(
        Household, null=True, on_delete=models.RESTRICT, related_name="members"
    )
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.RESTRICT, related_name="merged"
    )
    twin = models.BigIntegerField(null=True, db_index=True)
    """A keyed hash of birth date and sound of the names: what two records of one person share."""
    hash_generation = models.PositiveSmallIntegerField(db_index=True)
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()
    registered_at_branch = models.UUIDField(null=True)
    restricted_at = models.DateTimeField(null=True)
    restricted_why = models.CharField(max_length=12, default="")
    erase_on = models.DateField(null=True, db_index=True)
    """The date on which a restricted record is erased; None where nobody asked for that."""
    erased_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "merged_into_id twin household_id registered_by registered_at_branch "
            "restricted_at erase_on erased_at"
        ),
        left_out=(
            "names birth_date sex language contacts addresses national_ids emergency "
            "insurance notes hash_generation registered_at restricted_why version"
        ),
    )

    class Meta:
        db_table = "patients_patient"


class SearchToken(models.Model):
    """One keyed hash under which a patient is found; the hash knows its kind."""

    id = models.BigAutoField(primary_key=True)
    token = models.BigIntegerField()
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE, related_name="tokens")

    class Meta:
        db_table = "patients_search_token"
        constraints = [
            models.UniqueConstraint(fields=["token", "patient"], name="patients_token_once")
        ]
