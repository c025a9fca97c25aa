"""Whether a product's particulars can be taken: its classes are those of the pharmacy's country."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from theriac.countries.base import CountryProfile
from theriac.countries.registry import profile_for
from theriac.domains.catalog.problems import ProductRefused
from theriac.domains.organisation.queries.branches import pharmacy_country


def country_profile() -> CountryProfile | None:
    """The profile of the pharmacy's country; None before the pharmacy is founded."""
    country = pharmacy_country()
    return profile_for(country) if country else None


def refuse_unknown_classes(classes: Iterable[tuple[str, str]]) -> None:
    """Raise ProductRefused for the first (legal class, tax class) that the country doesn't know.

    ``index`` among the facts tells which. An empty class isn't asked.
    """
    profile = country_profile()
    if profile is None:
        return
    legal = {known.code for known in profile.legal_classes}
    tax = {known.code for known in profile.tax_classes}
    for index, (legal_class, tax_class) in enumerate(classes):
        if legal_class and legal_class not in legal:
            raise _unknown("legal_class", legal_class, legal, index)
        if tax_class and tax_class not in tax:
            raise _unknown("tax_class", tax_class, tax, index)


def _unknown(field: str, code: str, known: set[str], index: int) -> ProductRefused:
    return ProductRefused(
        _("There is no class “%(code)s”. Choose one of: %(known)s.")
        % {"code": code, "known": ", ".join(sorted(known))},
        field=field,
        index=index,
    )
