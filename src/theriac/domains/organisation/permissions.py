"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_ORGANISATION = permission("organisation.view", _("see branches and terminals"))
MANAGE_ORGANISATION = permission("organisation.manage", _("change pharmacy, branches and settings"))
MANAGE_TERMINALS = permission("organisation.terminals", _("pair, rename and revoke terminals"))
