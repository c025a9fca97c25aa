"""A passkey as the means of an approval: asked for exactly one content, for minutes, once.

The challenge that the authenticator signs is the digest of a question which this server signed:
who approves, the hash of what they approve and why, and the id that the approval will have. So an
answer fits one content, and since that id is a primary key, it is of use once. User verification is
required (WebAuthn level 2, 7.2), the origin is that of the page, and a counter of signatures that
doesn't grow is refused as a copied key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    UserVerificationRequirement,
)

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.approval.grant import HOLDS, ApprovalAsked
from theriac.core.command import command, current_unit
from theriac.core.idempotency.context import fingerprint
from theriac.core.ids import new_id, parse_id
from theriac.domains.accounts.problems import PasskeyRefused
from theriac.domains.accounts.security.events import SecurityEventKind, note

SALT = "theriac.approval.passkey"
SIGNATURES = "signatures"
"""The member of an authenticator's data that holds the highest counter seen."""


@dataclass(frozen=True, slots=True)
class PasskeySite:
    """Where the page is: the relying party's id, and the only origin that answers for it."""

    host: str
    origin: str


def site_of(request: HttpRequest) -> PasskeySite:
    """Where a request's page is, as allauth's own ceremonies take it."""
    host = request.get_host()
    return PasskeySite(host.partition(":")[0], f"{request.scheme}://{host}")


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser asks the authenticator: our signed question, and its options."""

    token: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """The question that was answered: the approval's id, and when it was put."""

    id: UUID
    asked_at: datetime


def question_for(
    site: PasskeySite, approver_id: UUID, branch_id: UUID, asked: ApprovalAsked
) -> Question:
    """What the approver's authenticator signs. Raises PasskeyRefused for who has no passkey."""
    keys = _keys_of(list(_authenticators(approver_id)))
    if not keys:
        raise PasskeyRefused(_("This person has no passkey. Enter their PIN instead."), field="pin")
    said = {
        "id": str(asked.id or new_id()),
        "approver": str(approver_id),
        "hash": _hash_of(branch_id, asked),
        "at": clock.now().isoformat(),
    }
    token = signing.dumps(said, salt=SALT)
    options, _state = _server(site).authenticate_begin(
        list(keys.values()), UserVerificationRequirement.REQUIRED, challenge=_challenge(token)
    )
    return Question(token, dict(options))


def read_question(token: str, approver_id: UUID, branch_id: UUID, asked: ApprovalAsked) -> Known:
    """The question, where it was this one and put within ten minutes. Raises PasskeyRefused."""
    try:
        said = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise PasskeyRefused(
            _("It was requested by another server. Request it again."), field="pin"
        ) from None
    at, known = datetime.fromisoformat(said["at"]), parse_id(said["id"])
    if known is None or not at <= clock.now() < at + HOLDS:
        raise PasskeyRefused(_("The request is too old. Request it again."), field="pin")
    if (said["approver"], said["hash"]) != (str(approver_id), _hash_of(branch_id, asked)):
        raise PasskeyRefused(
            _("The content has changed since the request. Request approval again."), field="pin"
        )
    return Known(known, at)


@command(
    name="accounts.try_passkey", done=gettext_lazy("Approved, or tried to approve, with a passkey")
)
def try_passkey(
    *, actor: Actor, user_id: UUID, site: PasskeySite, token: str, answer: Mapping[str, Any]
) -> bool:
    """Whether the answer is of a passkey of this person, to this question; a wrong one is noted.

    Judged under a lock on the person's passkeys, so that a counter is never taken twice.
    """
    rows = list(_authenticators(user_id).select_for_update())
    why = _why_not(rows, site, token, answer)
    current_unit().record(
        "accounts.factor",
        user_id,
        reason="refused" if why else "approves",
        facts={"kind": "webauthn", **({"why": why} if why else {})},
    )
    if why:
        note(SecurityEventKind.SECOND_STEP_REFUSED, user_id=user_id, terminal_id=actor.terminal_id)
    return not why


def _why_not(
    rows: list[Authenticator], site: PasskeySite, token: str, answer: Mapping[str, Any]
) -> str:
    """Nothing where it fits, and then its counter is kept; else one word for the record."""
    keys = _keys_of(rows)
    state = {
        "challenge": websafe_encode(_challenge(token)),
        "user_verification": UserVerificationRequirement.REQUIRED,
    }
    try:
        response = AuthenticationResponse.from_dict(answer)
        used = _server(site).authenticate_complete(state, list(keys.values()), response)
    except (ValueError, TypeError, KeyError, AttributeError):
        return "unfit"
    row = next(row for row in rows if keys.get(row.pk) == used)
    now, before = response.response.authenticator_data.counter, _signatures(row)
    if (now or before) and now <= before:
        return "copied"
    row.data = {**row.data, SIGNATURES: now}
    row.save(update_fields=["data"])
    return ""


def _signatures(row: Authenticator) -> int:
    """The highest counter seen of it: ours, or that of its setting up."""
    return int(row.data.get(SIGNATURES, row.wrap().authenticator_data.counter))


def _authenticators(user_id: UUID) -> Any:
    return Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.WEBAUTHN).order_by(
        "pk"
    )


def _keys_of(rows: list[Authenticator]) -> dict[Any, AttestedCredentialData]:
    found = {row.pk: row.wrap().authenticator_data.credential_data for row in rows}
    return {key: data for key, data in found.items() if data}


def _server(site: PasskeySite) -> Fido2Server:
    party = PublicKeyCredentialRpEntity(id=site.host, name=site.host)
    return Fido2Server(party, verify_origin=lambda origin: bool(origin == site.origin))


def _challenge(token: str) -> bytes:
    return sha256(token.encode()).digest()


def _hash_of(branch_id: UUID, asked: ApprovalAsked) -> str:
    return fingerprint(
        {
            "action": asked.action,
            "branch_id": str(branch_id),
            "content": asked.content,
            "requested_by": str(asked.requested_by),
            "reason": asked.reason.strip(),
        }
    )
