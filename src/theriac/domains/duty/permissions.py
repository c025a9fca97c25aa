"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_DUTY = permission(
    "duty.view",
    _("view the duty roster"),
    _("Views who is planned and who was on duty as responsible pharmacist."),
    roles="owner manager pharmacist technician cashier auditor",
    methods="customers",
)
SERVE_DUTY = permission(
    "duty.serve",
    _("sign on to duty"),
    _("Signs on as responsible pharmacist, where the country asks with a valid licence."),
    roles="owner manager pharmacist",
)
PLAN_DUTY = permission(
    "duty.plan",
    _("edit the duty roster"),
    _("Plans shifts of pharmacists, and signs off someone who forgot to."),
    roles="owner manager pharmacist",
)
SET_DUTY_RULE = permission(
    "duty.rule",
    _("set where a pharmacist must be on duty"),
    _("Can only be stricter than the law."),
    roles="owner",
)
