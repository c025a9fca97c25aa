"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_CATALOG = permission("catalog.view", _("see products and prices"))
MANAGE_CATALOG = permission("catalog.manage", _("add and change products and prices"))
IMPORT_CATALOG = permission("catalog.import", _("import products and opening stock"))
