"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_REFILLS = permission(
    "refills.view",
    _("view refill plans"),
    _("Who takes which medicine, when it runs out, and who is late. Names need their own."),
    roles="owner pharmacist technician",
)
KEEP_REFILLS = permission(
    "refills.edit",
    _("edit refill plans and note who was reminded"),
    roles="owner pharmacist technician",
)
PREPARE_REFILLS = permission(
    "refills.prepare",
    _("prepare a refill once the patient says yes"),
    _("Runs the safety checks, starts the review of a repeat, and reserves the goods."),
    roles="owner pharmacist",
)
SET_REFILLS = permission(
    "refills.settings",
    _("set when refill reminders are due"),
    roles="owner pharmacist",
)
KEEP_PROGRAMMES = permission(
    "refills.programmes",
    _("view and edit chronic disease programmes"),
    _("Which patients are in which programme, such as diabetes or HIV."),
    roles="owner pharmacist",
)
