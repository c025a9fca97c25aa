"""The licences that a pharmacy's suppliers must hold, country by country."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text


@dataclass(frozen=True, slots=True)
class SupplierLicenceKind:
    """A kind of licence. ``source`` says what asks for it, and how sure we are.

    ``is_needed``: without one that holds, buying medicines there is against the country's rules.
    """

    code: str
    label: Text
    source: str
    is_needed: bool = False


OTHER = SupplierLicenceKind(
    "licence", _("Licence"), "whatever the place of business asks for; entered as it is"
)
