"""How a device comes to trust the pharmacy's authority, in plain steps for each platform."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Platform:
    """A kind of device and the steps on it, after the certificate was downloaded."""

    code: str
    name: str
    steps: tuple[Words, ...]


PLATFORMS = (
    Platform(
        "android",
        "Android",
        (
            _("Open Settings and search for “CA certificate”."),
            _("Choose “Install anyway”, then the file theriac-authority.crt in Downloads."),
            _("Android may show that the network is monitored. This refers to this certificate."),
        ),
    ),
    Platform(
        "ios",
        "iPhone, iPad",
        (
            _("Open this page in Safari, download the certificate and allow the profile."),
            _("Open Settings, “Profile Downloaded”, and install it."),
            _(
                "Open Settings, General, About, Certificate Trust Settings, and switch on full "
                "trust for Theriac."
            ),
        ),
    ),
    Platform(
        "windows",
        "Windows",
        (
            _("Open the downloaded file and press “Install Certificate”."),
            _("Choose “Current User”, then “Place all certificates in the following store”."),
            _("Choose “Trusted Root Certification Authorities”, finish, and answer Yes."),
            _("Close the browser entirely and open it again."),
        ),
    ),
    Platform(
        "macos",
        "macOS",
        (
            _("Open the downloaded file. Keychain Access adds it to the login keychain."),
            _("Double-click Theriac in the list and open “Trust”."),
            _("Set “When using this certificate” to “Always Trust” and close the window."),
        ),
    ),
    Platform(
        "chromeos",
        "ChromeOS",
        (
            _(
                "Open Settings, Privacy and security, Security, Manage certificates, and then the "
                "authorities."
            ),
            _("Import theriac-authority.crt and tick “Trust for identifying websites”."),
        ),
    ),
    Platform(
        "linux",
        "Linux",
        (
            _(
                "Chrome: open chrome://certificate-manager, Local certificates, Installed by you, "
                "and import the file as trusted."
            ),
            _(
                "Firefox: open Settings, Certificates, View Certificates, Authorities, and import "
                "the file to identify websites."
            ),
        ),
    ),
)

_SIGNS = (
    ("android", "Android"),
    ("ios", "iPhone"),
    ("ios", "iPad"),
    ("windows", "Windows"),
    ("macos", "Macintosh"),
    ("chromeos", "CrOS"),
    ("linux", "Linux"),
)


def platforms_for(agent: str) -> list[Platform]:
    """All platforms, the one of the browser that asks first."""
    own = next((code for code, sign in _SIGNS if sign in agent), "")
    return sorted(PLATFORMS, key=lambda platform: platform.code != own)
