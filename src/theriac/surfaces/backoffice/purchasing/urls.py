"""Addresses of goods receipts and of returns to suppliers."""

from theriac.surfaces.backoffice.purchasing.receipts.urls import urlpatterns as receipts
from theriac.surfaces.backoffice.purchasing.returns.urls import urlpatterns as returns

urlpatterns = [*receipts, *returns]
