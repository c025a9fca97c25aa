"""A bundle held against the keys of a branch: who signed it, or why that isn't accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.secrets import keyed_hash
from theriac.domains.eprescriptions.models import PrescribingSystem, SystemKey
from theriac.domains.eprescriptions.signature.canonical import signed_text
from theriac.domains.eprescriptions.signature.jws import holds, read_signature, refusal
from theriac.domains.organisation.queries.branches import branch_date

AHEAD = timedelta(minutes=10)
"""How far the sender's clock may be before ours."""


@dataclass(frozen=True, slots=True)
class SignedBundle:
    """Whose it is, by which key, and the text that was signed; the system is locked."""

    system: PrescribingSystem
    key: SystemKey
    text: str
    jws: str
    when: datetime

    @property
    def digest(self) -> str:
        """What finds the same bundle again."""
        return digest_of(self.text)


def digest_of(text: str) -> str:
    """A keyed hash of a signed text."""
    return keyed_hash(f"eprescription {text}")


def verified(branch_id: UUID, bundle: Mapping[str, Any]) -> SignedBundle:
    """The bundle with whoever signed it, inside a command. Raises SignatureRefused."""
    jws = read_signature(bundle)
    text = signed_text(bundle)
    rows = SystemKey.objects.filter(thumbprint=jws.thumbprint, system__branch_id=branch_id)
    key: SystemKey | None = rows.select_related("system").first()
    if key is None:
        raise refusal(
            "unknown", _("This branch doesn’t know the key. Ask the pharmacy to register it.")
        )
    system = PrescribingSystem.objects.select_for_update().get(id=key.system_id)
    if jws.algorithm != key.algorithm or not holds(jws, text, key.public_key, key.algorithm):
        raise refusal(
            "wrong",
            _("The signature doesn’t match the bundle. Sign the canonical bundle (RFC 8785)."),
        )
    _check_now(system, key, branch_id)
    if jws.when > clock.now() + AHEAD:
        raise refusal("when", _("The signature is dated in the future. Check your clock."))
    told = bundle.get("identifier")
    if not isinstance(told, dict) or told.get("system") != system.namespace:
        raise refusal(
            "system",
            _("The bundle’s identifier isn’t of the system that signed it. Use %(uri)s.")
            % {"uri": system.namespace},
        )
    return SignedBundle(system, key, text, jws.compact, jws.when)


def _check_now(system: PrescribingSystem, key: SystemKey, branch_id: UUID) -> None:
    """Raise SignatureRefused unless the key is valid today: a revoked one could date back."""
    if system.ended_at is not None:
        raise refusal("ended", _("This pharmacy no longer accepts prescriptions of this system."))
    if key.revoked_at is not None:
        raise refusal("revoked", _("The key was revoked. Sign by another registered key."))
    if not key.valid_from <= branch_date(branch_id) <= key.valid_until:
        raise refusal("expired", _("The key isn’t valid today. Ask the pharmacy to renew it."))
