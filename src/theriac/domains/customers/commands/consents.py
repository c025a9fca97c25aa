"""What a customer says about being written to."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.ids import new_id
from theriac.core.problems import Unprocessable
from theriac.domains.customers.commands.change import own_locked
from theriac.domains.customers.models import Consent, Customer
from theriac.domains.customers.problems import PrivacyNotAgreed
from theriac.domains.customers.queries import opening
from theriac.domains.customers.rules import OWN, PRIVACY, PURPOSES


@command(name="customers.say_own", done=gettext_lazy("Changed their contact preferences"))
def say_own(*, actor: Actor, purpose: str, is_given: bool) -> None:
    """Keep that the actor allows a purpose by e-mail, or withdraws it; the last word counts.

    Raises CustomerUnknown, Unprocessable.
    """
    if purpose not in PURPOSES:
        raise Unprocessable(_("Choose from the list."), field="purpose")
    _keep(own_locked(actor), purpose, is_given=is_given)


@command(name="customers.agree_to_privacy", done=gettext_lazy("Agreed to the privacy text"))
def agree_to_privacy(*, actor: Actor, privacy: str) -> None:
    """Keep the actor's yes to the privacy text as it is now. Raises PrivacyNotAgreed."""
    if privacy != opening().privacy:
        words = _("The privacy text has changed. Read and accept the new text.")
        raise PrivacyNotAgreed(words, field="privacy")
    _keep(own_locked(actor), PRIVACY, is_given=True, text=privacy)


def _keep(customer: Customer, purpose: str, *, is_given: bool, text: str = "") -> None:
    moment = clock.now()
    Consent.objects.create(
        id=new_id(),
        customer=customer,
        purpose=purpose,
        is_given=is_given,
        how=OWN,
        text=text,
        said_at=moment,
        recorded_at=moment,
        recorded_by=customer.id,
    )
    facts = {"purpose": purpose, "given": is_given}
    current_unit().record("customers.customer", customer.id, reason="consent", facts=facts)
