"""Models of offers, gathered for Django."""

from theriac.domains.offers.models.alias import SupplierAlias
from theriac.domains.offers.models.confirmation import OfferConfirmation
from theriac.domains.offers.models.engine_job import EngineJob
from theriac.domains.offers.models.heading import SupplierHeading
from theriac.domains.offers.models.offer import Offer, OfferLine

__all__ = [
    "EngineJob",
    "Offer",
    "OfferConfirmation",
    "OfferLine",
    "SupplierAlias",
    "SupplierHeading",
]
