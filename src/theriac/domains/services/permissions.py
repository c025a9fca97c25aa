"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_SERVICES = permission(
    "services.view",
    _("view services, appointments and service records"),
    _("Times, services and bills, without health data. Opening one needs its own permission."),
    roles="owner manager pharmacist technician cashier auditor",
)
MANAGE_SERVICES = permission(
    "services.manage",
    _("manage the services that a branch offers"),
    roles="owner manager",
)
BOOK_SERVICES = permission(
    "services.book",
    _("book and bill services"),
    _("Appointments: book, arrived, cancelled, missed. Adds the sale to what was done."),
    roles="owner manager pharmacist technician cashier",
)
OPEN_SERVICES = permission(
    "services.open",
    _("open service records"),
    _("Measured values and vaccinations of patients. Each look is logged."),
    roles="owner pharmacist technician",
)
GIVE_SERVICES = permission(
    "services.give",
    _("record measurements, vaccinations and consultations"),
    roles="owner pharmacist technician",
)
