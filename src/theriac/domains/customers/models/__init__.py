"""Models of customers, gathered for Django."""

from theriac.domains.customers.models.consent import Consent
from theriac.domains.customers.models.customer import Customer
from theriac.domains.customers.models.registration import Registration

__all__ = ["Consent", "Customer", "Registration"]
