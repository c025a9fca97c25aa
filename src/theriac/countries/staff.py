"""The licences that people of a pharmacy hold themselves, country by country."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text


@dataclass(frozen=True, slots=True)
class StaffLicenceKind:
    """A kind of licence. ``source`` says what asks for it, and how sure we are.

    ``is_for_place``: it holds for one place of practice, so that each branch wants its own.
    ``ends``: whether it has an end; one without may be kept without.
    """

    code: str
    label: Text
    source: str
    is_for_place: bool = False
    ends: bool = True


OTHER = StaffLicenceKind(
    "licence", _("Licence"), "whatever the place of practice asks for; entered as it is", ends=False
)


def kind_of(kinds: Iterable[StaffLicenceKind], code: str) -> StaffLicenceKind | None:
    """None for a licence that the country doesn't know."""
    return next((kind for kind in kinds if kind.code == code), None)
