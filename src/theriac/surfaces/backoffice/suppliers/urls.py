"""Addresses of the screens of suppliers."""

from django.urls import path

from theriac.surfaces.backoffice.suppliers.codes import ForgetCode
from theriac.surfaces.backoffice.suppliers.detail import (
    BlockSupplier,
    SupplierDetail,
    UnblockSupplier,
)
from theriac.surfaces.backoffice.suppliers.forms import AddSupplier, ChangeSupplier
from theriac.surfaces.backoffice.suppliers.keys import RevokeSupplierKey, SupplierKeys
from theriac.surfaces.backoffice.suppliers.lists import SupplierList
from theriac.surfaces.backoffice.suppliers.people import (
    InviteSuppliersPerson,
    SuppliersPeople,
    UnlockSuppliersPerson,
    WithdrawSuppliersPerson,
)
from theriac.surfaces.backoffice.suppliers.score import SupplierPricesScreen, SupplierScoreScreen
from theriac.surfaces.backoffice.suppliers.scores import ScoreList

_PERSON = "suppliers/<uuid:supplier_id>/people/<uuid:contact_id>/"
urlpatterns = [
    path("suppliers/", SupplierList.as_view(), name="supplier_list"),
    path("suppliers/new/", AddSupplier.as_view(), name="supplier_new"),
    path("suppliers/scorecards/", ScoreList.as_view(), name="supplier_scores"),
    path(
        "suppliers/<uuid:supplier_id>/scorecard/",
        SupplierScoreScreen.as_view(),
        name="supplier_score",
    ),
    path(
        "suppliers/<uuid:supplier_id>/scorecard/products/",
        SupplierPricesScreen.as_view(),
        name="supplier_prices",
    ),
    path("suppliers/<uuid:supplier_id>/", SupplierDetail.as_view(), name="supplier_detail"),
    path("suppliers/<uuid:supplier_id>/edit/", ChangeSupplier.as_view(), name="supplier_edit"),
    path(
        "suppliers/<uuid:supplier_id>/codes/<uuid:code_id>/forget/",
        ForgetCode.as_view(),
        name="supplier_code_forget",
    ),
    path("suppliers/<uuid:supplier_id>/keys/", SupplierKeys.as_view(), name="supplier_keys"),
    path(
        "suppliers/<uuid:supplier_id>/keys/<uuid:key_id>/revoke/",
        RevokeSupplierKey.as_view(),
        name="supplier_key_revoke",
    ),
    path("suppliers/<uuid:supplier_id>/people/", SuppliersPeople.as_view(), name="supplier_people"),
    path(f"{_PERSON}invite/", InviteSuppliersPerson.as_view(), name="supplier_person_invite"),
    path(f"{_PERSON}withdraw/", WithdrawSuppliersPerson.as_view(), name="supplier_person_withdraw"),
    path(f"{_PERSON}unlock/", UnlockSuppliersPerson.as_view(), name="supplier_person_unlock"),
    path("suppliers/<uuid:supplier_id>/block/", BlockSupplier.as_view(), name="supplier_block"),
    path(
        "suppliers/<uuid:supplier_id>/unblock/", UnblockSupplier.as_view(), name="supplier_unblock"
    ),
]
