"""The countries that Theriac knows, by code."""

from __future__ import annotations

from theriac.countries.base import CountryProfile
from theriac.countries.generic.profile import GenericProfile
from theriac.countries.india.profile import IndiaProfile
from theriac.countries.indonesia.profile import IndonesiaProfile


class UnknownCountry(LookupError):
    """There is no profile of that code."""


PROFILES: dict[str, CountryProfile] = {
    profile.code: profile for profile in (IndonesiaProfile(), IndiaProfile(), GenericProfile())
}


def profile_for(code: str) -> CountryProfile:
    """The country's profile by ``id``, ``in`` or ``generic``. Raises UnknownCountry."""
    try:
        return PROFILES[code]
    except KeyError:
        raise UnknownCountry(code) from None
