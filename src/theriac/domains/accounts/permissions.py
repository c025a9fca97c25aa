"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_STAFF = permission("accounts.view", _("see staff and roles"))
MANAGE_STAFF = permission("accounts.manage", _("add staff and give roles"))
MANAGE_API_KEYS = permission("accounts.api_keys", _("make and revoke API keys"))
