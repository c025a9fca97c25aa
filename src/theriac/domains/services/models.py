"""What a branch offers, appointments, what was done, and the sale that billed it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q

from theriac.core.append_only.models import AppendOnlyModel
from theriac.core.changes.registry import Deciding
from theriac.core.database.entity import Entity
from theriac.core.privacy.fields import EncryptedJSON, EncryptedOrEmpty
from theriac.core.privacy.rows import PersonalEntity


class OfferedService(Entity):
    """A service of a branch: ``capacity`` at a time, each ``minutes`` long.

    ``quantities`` are codes apart by spaces, of a measurement alone. Sold is ``product``.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    product = models.ForeignKey("catalog.Product", on_delete=models.RESTRICT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    capacity = models.PositiveSmallIntegerField()
    quantities = models.CharField(max_length=120, default="", blank=True)
    is_offered = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        "branch_id kind product_id minutes capacity quantities is_offered",
        left_out="name made_at version",
    )

    class Meta:
        db_table = "services_offered"
        constraints = [
            models.UniqueConstraint(fields=["branch", "name"], name="service_offered_once"),
            models.CheckConstraint(
                condition=Q(minutes__gt=0, capacity__gt=0), name="service_has_places"
            ),
        ]

    @property
    def codes(self) -> Sequence[str]:
        """The quantities, one by one."""
        return self.quantities.split()


class OfferedVaccine(Entity):
    """A vaccine that a vaccination may give."""

    offered = models.ForeignKey(OfferedService, on_delete=models.CASCADE, related_name="vaccines")
    product_id = models.UUIDField()

    class Meta:
        db_table = "services_vaccine"
        constraints = [
            models.UniqueConstraint(fields=["offered", "product_id"], name="service_vaccine_once")
        ]


class Appointment(PersonalEntity):
    """A patient's time for a service: booked, arrived, done; or cancelled, or missed."""

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    offered = models.ForeignKey(OfferedService, on_delete=models.RESTRICT, related_name="+")
    patient_id = models.UUIDField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=9, default="booked")
    why_cancelled = models.CharField(max_length=8, default="", blank=True)
    note = EncryptedOrEmpty(label="appointment.note", owner="patient_id", default="")
    booked_at = models.DateTimeField()
    booked_by = models.UUIDField()
    arrived_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    deciding = Deciding(
        (
            "branch_id offered_id patient_id begins_at ends_at state why_cancelled booked_by "
            "ended_by"
        ),
        left_out="note booked_at arrived_at ended_at version",
    )

    class Meta:
        db_table = "services_appointment"
        indexes = [
            models.Index(fields=["branch", "begins_at"], name="appointment_of_branch"),
            models.Index(fields=["offered", "begins_at"], name="appointment_of_service"),
            models.Index(fields=["patient_id", "begins_at"], name="appointment_of_patient"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="appointment_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(why_cancelled="")
                | ~Q(state="cancelled") & Q(why_cancelled=""),
                name="appointment_cancelled_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["booked", "arrived"], ended_at=None, ended_by=None)
                | Q(
                    state__in=["done", "cancelled", "missed"],
                    ended_at__isnull=False,
                    ended_by__isnull=False,
                ),
                name="appointment_ended",
            ),
        ]

    @property
    def code(self) -> str:
        """What it is called where nobody may be named: T and six signs."""
        return f"T{self.id.hex[-6:].upper()}"


class ServiceRecord(PersonalEntity, AppendOnlyModel):
    """What was measured or given at an appointment; never changed.

    A correction names the first by ``first_id``, numbered from 1; the last number holds.
    ``product_id`` and ``batch_id`` are a vaccination's.
    """

    branch = models.ForeignKey("organisation.Branch", on_delete=models.RESTRICT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.RESTRICT, related_name="+")
    offered = models.ForeignKey(OfferedService, on_delete=models.RESTRICT, related_name="+")
    patient_id = models.UUIDField()
    kind = models.CharField(max_length=12)
    first_id = models.UUIDField(null=True)
    correction = models.PositiveSmallIntegerField(default=0)
    product_id = models.UUIDField(null=True)
    batch_id = models.UUIDField(null=True)
    content = EncryptedJSON(label="service.content", owner="patient_id", default=dict)
    at = models.DateTimeField()
    by = models.UUIDField()

    deciding = Deciding(
        (
            "branch_id appointment_id offered_id patient_id kind first_id correction product_id "
            "batch_id by"
        ),
        left_out="content at",
    )

    class Meta:
        db_table = "services_record"
        indexes = [
            models.Index(fields=["branch", "at"], name="service_record_of_branch"),
            models.Index(fields=["patient_id", "at"], name="service_record_of_patient"),
            models.Index(fields=["batch_id"], name="service_record_of_batch"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "correction"], name="service_record_once"
            ),
            models.CheckConstraint(
                condition=Q(first_id=None, correction=0)
                | Q(first_id__isnull=False, correction__gt=0),
                name="service_record_corrects",
            ),
            models.CheckConstraint(
                condition=Q(kind="vaccination", product_id__isnull=False, batch_id__isnull=False)
                | ~Q(kind="vaccination") & Q(product_id=None, batch_id=None),
                name="service_record_batch",
            ),
        ]

    @property
    def code(self) -> str:
        """What it is called where nobody may be named: S and six signs of the first."""
        head = f"S{(self.first_id or self.id).hex[-6:].upper()}"
        return f"{head}-{self.correction}" if self.correction else head


class ServiceBill(AppendOnlyModel):
    """The unit of a sale's line that billed a record, by its first; and the vaccine's line."""

    record = models.OneToOneField(ServiceRecord, on_delete=models.RESTRICT, related_name="bill")
    sale_id = models.UUIDField()
    line_id = models.UUIDField()
    unit = models.PositiveIntegerField()
    vaccine_line_id = models.UUIDField(null=True)
    vaccine_unit = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    by = models.UUIDField()

    deciding = Deciding(
        "record_id sale_id line_id unit vaccine_line_id vaccine_unit by", left_out="at"
    )

    class Meta:
        db_table = "services_bill"
        indexes = [models.Index(fields=["sale_id"], name="service_bill_of_sale")]
        constraints = [
            models.UniqueConstraint(fields=["line_id", "unit"], name="service_bill_once"),
            models.UniqueConstraint(
                fields=["vaccine_line_id", "vaccine_unit"], name="service_bill_vaccine_once"
            ),
        ]
