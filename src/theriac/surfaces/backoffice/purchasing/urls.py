"""Addresses of offers, goods receipts, returns to suppliers, bills and payments."""

from theriac.surfaces.backoffice.purchasing.consignment.urls import urlpatterns as consignment
from theriac.surfaces.backoffice.purchasing.offers.urls import urlpatterns as offers
from theriac.surfaces.backoffice.purchasing.payments.urls import urlpatterns as payments
from theriac.surfaces.backoffice.purchasing.receipts.urls import urlpatterns as receipts
from theriac.surfaces.backoffice.purchasing.returns.urls import urlpatterns as returns

urlpatterns = [*offers, *receipts, *returns, *consignment, *payments]
