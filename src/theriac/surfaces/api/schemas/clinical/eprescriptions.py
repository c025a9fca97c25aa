"""Electronic prescriptions: a signed FHIR bundle, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from theriac.surfaces.api.schemas.types import Answer


class BundleSent(BaseModel):
    """A FHIR R4 Bundle with MedicationRequests and its `signature`.

    Which parts are read, and how it is signed: docs/domains/eprescriptions.md.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    resource_type: Literal["Bundle"] = Field(alias="resourceType")


class EPrescriptionTold(Answer):
    """A prescription of the bundle: `waiting` for a person, `taken` in, or `refused`.

    `requests` are the places of its MedicationRequests. `prescription_id` is the one in the queue.
    `reason_code` says why it was refused.
    """

    id: UUID
    requests: list[str]
    state: Literal["waiting", "taken", "refused"]
    prescription_id: UUID | None
    reason_code: str
    settled_at: datetime | None


class BundleReceived(Answer):
    """A bundle that was accepted, with each prescription in it."""

    id: UUID
    received_at: datetime
    prescriptions: list[EPrescriptionTold]
