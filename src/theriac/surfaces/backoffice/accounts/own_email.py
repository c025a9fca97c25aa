"""Confirming an e-mail address by the link that was sent there."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from theriac.core.actor import Actor
from theriac.domains.accounts.commands.emails import ask_for_email, confirm_email
from theriac.domains.accounts.jobs import mail_email_link
from theriac.domains.accounts.mail import contact_of
from theriac.domains.accounts.problems import LinkEnded
from theriac.domains.accounts.queries.actors import actor_of_account
from theriac.domains.accounts.queries.links import live_link
from theriac.domains.customers.commands.change import confirm_own_email
from theriac.domains.customers.problems import AddressTaken, CustomerUnknown

KEY = "account_email"
"""Where the session keeps the link's secret, so that it leaves the address at once."""


@require_http_methods(["GET", "POST"])
def confirm_address(request: HttpRequest) -> HttpResponse:
    """A button that confirms the address: a program that only looks at links confirms none."""
    if "key" in request.GET:
        request.session[KEY] = request.GET["key"][:100]
        return HttpResponseRedirect(reverse("account_email"))
    link = live_link(request.session.get(KEY, ""), email=True)
    person = actor_of_account(link.user_id) if link else None
    if link is None or person is None:
        return render(request, "account/link_ended.html", status=410)
    if request.method == "POST":
        try:
            if link.user.kind == "customer":
                confirm_own_email(actor=person, link_id=link.id)
            else:
                confirm_email(actor=person, link_id=link.id)
        except (LinkEnded, AddressTaken, CustomerUnknown):
            return render(request, "account/link_ended.html", status=410)
        messages.success(request, _("Your address is confirmed."))
        return HttpResponseRedirect(reverse("account_login"))
    contact = contact_of(link.user)
    return render(request, "account/email.html", {"name": contact.name if contact else person.name})


def ask_for(request: HttpRequest, actor: Actor, user_id: UUID, email: str) -> None:
    """Ask for an address, send the link where e-mail is set up, and say what comes now."""
    if not ask_for_email(actor=actor, user_id=user_id, email=email):
        return
    if not settings.MAIL_WORKS:
        words = _(
            "The address is waiting for confirmation by email, but email isn't set up here yet."
        )
        messages.warning(request, words)
        return
    mail_email_link.enqueue(str(user_id), request.build_absolute_uri("/").rstrip("/"))
    messages.info(
        request,
        _("A link was sent to the new address. The change takes effect when the link is opened."),
    )
