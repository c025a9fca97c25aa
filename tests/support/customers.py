"""A pharmacy that lets customers register, and customers who did."""

from __future__ import annotations

import re
from typing import Any

from django.core import mail
from django.test import Client

from tests.support.shop import Shop
from theriac.core.actor import Actor
from theriac.core.jobs.models import Job
from theriac.domains.accounts.models import User
from theriac.domains.accounts.queries.actors import actor_of_customer
from theriac.domains.customers.commands.register import NewCustomer
from theriac.domains.customers.jobs import mail_registration
from theriac.domains.customers.queries import opening
from theriac.domains.customers.registration import confirm, register
from theriac.domains.customers.rules import PAGE
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.queries.branches import get_settings

TEXT = "We keep your name and address to serve you.\nAsk at the counter."
NAME, EMAIL = "Dewi Lestari", "Dewi.Lestari@example.com"
SECRET = "tiga kucing di atap rumah"
ORIGIN = "http://testserver"


def turn_on(shop: Shop, settings: Any, *, text: str = TEXT) -> None:
    """Let customers register, with a mail server and a privacy text."""
    settings.MAIL_WORKS = True
    change(shop, customer_registration=True, privacy_text=text)


def change(shop: Shop, **changes: Any) -> int:
    now = get_settings()
    assert now is not None
    return change_settings(
        actor=shop.owner, pharmacy_id=shop.pharmacy_id, version=now.version, changes=changes
    )


def given(**changed: Any) -> NewCustomer:
    """What Dewi types."""
    particulars: dict[str, Any] = {
        "name": NAME,
        "email": EMAIL,
        "password": SECRET,
        "privacy": opening().privacy,
        "how": PAGE,
        "language": "en",
        **changed,
    }
    return NewCustomer(**particulars)


def mailed(origin: str = ORIGIN) -> Any:
    """Send what waits, as the worker does; the last mail."""
    for job in Job.objects.filter(task=mail_registration.name).order_by("created_at"):
        mail_registration.call(job.args[0], origin)
        job.delete()
    return mail.outbox[-1]


def secret_in(message: Any) -> str:
    """The secret of the link in a mail."""
    (found,) = re.findall(r"\?key=(\S+)", message.body)
    return str(found)


def a_customer(**changed: Any) -> Actor:
    """Somebody who registered and confirmed, as an actor."""
    new = given(**changed)
    register(new, ORIGIN)
    user_id = confirm(secret_in(mailed()), new.password)
    actor = actor_of_customer(user_id)
    assert actor is not None
    return actor


def client_of_customer(actor: Actor) -> Client:
    """A browser in which the customer signed in."""
    client = Client()
    client.force_login(User.objects.get(id=actor.id))
    return client
