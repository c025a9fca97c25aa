"""Addresses of goods receipts, returns to suppliers and payments for consigned goods."""

from theriac.surfaces.backoffice.purchasing.consignment.urls import urlpatterns as consignment
from theriac.surfaces.backoffice.purchasing.receipts.urls import urlpatterns as receipts
from theriac.surfaces.backoffice.purchasing.returns.urls import urlpatterns as returns

urlpatterns = [*receipts, *returns, *consignment]
