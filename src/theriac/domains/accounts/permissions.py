"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_STAFF = permission(
    "accounts.view",
    _("view staff and roles"),
    _("View the list of staff, their pages and the permissions of each role."),
    roles="owner manager auditor administrator",
    methods="users",
)
MANAGE_STAFF = permission(
    "accounts.manage",
    _("add staff and assign roles"),
    _(
        "Add and suspend staff, set first passwords, assign roles and change their "
        "permissions. No one can give a powerful permission, or any permission to "
        "themselves, beyond their own."
    ),
    privileged=True,
    roles="owner administrator",
    methods="users",
)
VIEW_SECURITY = permission(
    "accounts.security",
    _("view security events"),
    _("View failed sign-ins, lockouts and permission changes, with the address of each."),
    privileged=True,
    roles="owner auditor administrator",
)
VIEW_API_KEYS = permission(
    "accounts.view_api_keys",
    _("view API keys without their secrets"),
    _("Which programs have a key, with which role, where and since when."),
    roles="owner auditor administrator",
)
MANAGE_API_KEYS = permission(
    "accounts.api_keys",
    _("create and revoke API keys"),
    _("A key lets another program work with the permissions of one role."),
    privileged=True,
    roles="owner administrator",
)
