"""Typed identifiers of this domain."""

from typing import NewType
from uuid import UUID

SystemId = NewType("SystemId", UUID)
SystemKeyId = NewType("SystemKeyId", UUID)
BundleId = NewType("BundleId", UUID)
EPrescriptionId = NewType("EPrescriptionId", UUID)
