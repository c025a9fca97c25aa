"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

ServiceId = NewType("ServiceId", UUID)
AppointmentId = NewType("AppointmentId", UUID)
ServiceRecordId = NewType("ServiceRecordId", UUID)
