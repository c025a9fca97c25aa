"""Models of the organisation, gathered for Django."""

from theriac.domains.organisation.models.branch import Branch, Pharmacy
from theriac.domains.organisation.models.document_number import DocumentNumber
from theriac.domains.organisation.models.retention import RetentionPeriod, RetentionRun
from theriac.domains.organisation.models.sealing_key import SealingKey
from theriac.domains.organisation.models.series import DocumentSeries, SeriesCounter
from theriac.domains.organisation.models.settings import PharmacySettings, SettingsChange
from theriac.domains.organisation.models.terminal import DeviceKey, PairingCode, Terminal

__all__ = [
    "Branch",
    "DeviceKey",
    "DocumentNumber",
    "DocumentSeries",
    "PairingCode",
    "Pharmacy",
    "PharmacySettings",
    "RetentionPeriod",
    "RetentionRun",
    "SealingKey",
    "SeriesCounter",
    "SettingsChange",
    "Terminal",
]
