"""Inviting a person by a link that they open on a device of theirs."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from theriac.core.problems import Text
from theriac.domains.accounts.commands.links import invite_person
from theriac.domains.accounts.mail import address_of_link
from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.surfaces.backoffice.accounts.people import PersonScreen
from theriac.surfaces.backoffice.shell.screens import Crumb


class InvitePerson(PersonScreen):
    """Make the link, and show it this once."""

    permission = MANAGE_STAFF
    template_name = "backoffice/accounts/invitation.html"

    def page_title(self) -> Text:
        return _("Invitation for %(name)s") % {"name": self.person.display_name}

    def crumbs(self) -> Sequence[Crumb]:
        return [*super().crumbs(), Crumb(self.person.display_name, self.address())]

    def post(self, request: HttpRequest, **parts: object) -> HttpResponseBase:
        """The link as it is handed over."""
        issued = invite_person(actor=self.actor, user_id=self.person.id)
        origin = request.build_absolute_uri("/").rstrip("/")
        return self.draw(
            link=address_of_link(origin, issued.secret),
            ends_at=issued.ends_at,
            back=reverse("backoffice:person_detail", args=[self.person.id]),
        )
