"""Where customers stand in the navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.domains.accounts.permissions import MANAGE_STAFF
from theriac.surfaces.backoffice.shell.menu.topics import Topic
from theriac.surfaces.backoffice.shell.navigation import NavItem

ITEMS = (
    NavItem(
        Topic.ACCESS,
        _("Customers"),
        "person-badge",
        "backoffice:customer_list",
        MANAGE_STAFF,
        order=50,
    ),
)
