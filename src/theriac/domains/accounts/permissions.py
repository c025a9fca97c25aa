"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_STAFF = permission(
    "accounts.view",
    _("see staff and roles"),
    _("Opens the list of people, their pages and what each role may."),
    roles="owner manager auditor administrator",
    methods="users",
)
MANAGE_STAFF = permission(
    "accounts.manage",
    _("add staff and give roles"),
    _(
        "Adds and shuts out people, sets first passwords, gives roles and changes what they may. "
        "Nobody gives a powerful right, or anything to themselves, beyond what they hold."
    ),
    privileged=True,
    roles="owner administrator",
    methods="users",
)
VIEW_SECURITY = permission(
    "accounts.security",
    _("see security events"),
    _("Opens failed sign-ins, lock-outs and changes of rights, with the address of each."),
    privileged=True,
    roles="owner auditor administrator",
)
VIEW_API_KEYS = permission(
    "accounts.view_api_keys",
    _("see API keys without their secrets"),
    _("Which programs have a key, with which role, where and since when."),
    roles="owner auditor administrator",
)
MANAGE_API_KEYS = permission(
    "accounts.api_keys",
    _("make and revoke API keys"),
    _("A key lets another program work with the rights of one role."),
    privileged=True,
    roles="owner administrator",
)
