"""Addresses of the screens of offers."""

from django.urls import path

from theriac.surfaces.backoffice.purchasing.offers.columns import OfferColumns
from theriac.surfaces.backoffice.purchasing.offers.comparison import CompareOffers
from theriac.surfaces.backoffice.purchasing.offers.correct import CorrectOffer, OfferPage
from theriac.surfaces.backoffice.purchasing.offers.detail import (
    ConfirmOffer,
    OfferDetail,
    ReadAgain,
    WithdrawOffer,
)
from theriac.surfaces.backoffice.purchasing.offers.entry import UploadOffers
from theriac.surfaces.backoffice.purchasing.offers.grid import OfferFind, OfferPaste
from theriac.surfaces.backoffice.purchasing.offers.lists import OfferList

_ONE = "offers/<uuid:offer_id>/"
urlpatterns = [
    path("offers/", OfferList.as_view(), name="offer_list"),
    path("offers/new/", UploadOffers.as_view(), name="offer_new"),
    path("offers/find/", OfferFind.as_view(), name="offer_find"),
    path("offers/paste/", OfferPaste.as_view(), name="offer_paste"),
    path(_ONE, OfferDetail.as_view(), name="offer_detail"),
    path(f"{_ONE}lines/", CorrectOffer.as_view(), name="offer_correct"),
    path(f"{_ONE}columns/", OfferColumns.as_view(), name="offer_columns"),
    path(f"{_ONE}page/", OfferPage.as_view(), name="offer_page"),
    path(f"{_ONE}confirm/", ConfirmOffer.as_view(), name="offer_confirm"),
    path(f"{_ONE}withdraw/", WithdrawOffer.as_view(), name="offer_withdraw"),
    path(f"{_ONE}read/", ReadAgain.as_view(), name="offer_read"),
    path("products/<uuid:product_id>/offers/", CompareOffers.as_view(), name="product_offers"),
]
