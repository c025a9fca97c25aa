"""Giving a customer what is known about them, for a program and for people."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.command import command, current_unit
from theriac.domains.accounts.queries.sessions import live_programs, live_sign_ins
from theriac.domains.customers.models import Consent
from theriac.domains.customers.queries import consents_of, own_account
from theriac.domains.organisation.queries.branches import get_pharmacy

FORMAT = "theriac.customer.export.1"


@command(name="customers.export_own", done=_("Downloaded a copy of their own data"))
def export_own(*, actor: Actor) -> dict[str, Any]:
    """Everything that is kept about the actor, as JSON holds it; instants in UTC.

    Particulars; what counts of their consents, and each word with when and how; where they are
    signed in; and what was done with the account. Raises CustomerUnknown.
    """
    customer = own_account(actor)
    pharmacy = get_pharmacy()
    content = {
        "format": FORMAT,
        "made_at": clock.now(),
        "pharmacy": pharmacy.name if pharmacy else "",
        "account": {
            "id": customer.id,
            "number": customer.number,
            "name": customer.name,
            "email": customer.email,
            "new_email": customer.new_email,
            "registered_at": customer.registered_at,
        },
        "consents": [asdict(one) for one in consents_of(customer.id)],
        "words_about_consent": _rows(
            Consent.objects.filter(customer=customer).order_by("said_at", "id"),
            *("purpose", "is_given", "how", "text", "said_at", "recorded_at"),
        ),
        "browsers": _rows(
            live_sign_ins(customer.id),
            *("browser", "system", "address", "signed_in_at", "last_used_at"),
        ),
        "programs": _rows(
            live_programs(customer.id), *("client_name", "address", "started_at", "used_at")
        ),
        "what_was_done": _rows(
            AuditRecord.objects.filter(object_id=customer.id).order_by("recorded_at", "id"),
            *("recorded_at", "command", "actor_id", "reason", "facts"),
        ),
    }
    current_unit().record(
        "customers.customer", customer.id, reason="exported", facts={"exported": FORMAT}
    )
    return dict(_plain(content))


def _rows(rows: Any, *names: str) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in names} for row in rows]


def _plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
