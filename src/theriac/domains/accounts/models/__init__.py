"""Models of accounts, gathered for Django."""

from theriac.domains.accounts.models.api_key import ApiKey
from theriac.domains.accounts.models.badge import CounterBadge
from theriac.domains.accounts.models.link import AccountLink
from theriac.domains.accounts.models.pin import CounterPin
from theriac.domains.accounts.models.profile import StaffLicence, StaffProfile
from theriac.domains.accounts.models.role import Assignment, Role
from theriac.domains.accounts.models.security import SecurityEvent, SecurityOrigin, TryCount
from theriac.domains.accounts.models.session import SignIn
from theriac.domains.accounts.models.tokens import RefreshToken, SigningKey, TokenFamily
from theriac.domains.accounts.models.user import User

__all__ = [
    "AccountLink",
    "ApiKey",
    "Assignment",
    "CounterBadge",
    "CounterPin",
    "RefreshToken",
    "Role",
    "SecurityEvent",
    "SecurityOrigin",
    "SignIn",
    "SigningKey",
    "StaffLicence",
    "StaffProfile",
    "TokenFamily",
    "TryCount",
    "User",
]
