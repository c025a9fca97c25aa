"""Addresses of the screens of destructions and of old medicines."""

from django.urls import path

from theriac.surfaces.backoffice.disposal.detail import (
    Certificate,
    DestructionDetail,
    DiscardDestruction,
    SignDestruction,
)
from theriac.surfaces.backoffice.disposal.draft import WriteDestruction
from theriac.surfaces.backoffice.disposal.lists import DestructionList
from theriac.surfaces.backoffice.disposal.waste.urls import urlpatterns as waste

_ONE = "stock/destructions/<uuid:destruction_id>/"
urlpatterns = [
    path("stock/destructions/", DestructionList.as_view(), name="destruction_list"),
    path("stock/destructions/new/", WriteDestruction.as_view(), name="destruction_new"),
    path(_ONE, DestructionDetail.as_view(), name="destruction_detail"),
    path(f"{_ONE}sign/", SignDestruction.as_view(), name="destruction_sign"),
    path(f"{_ONE}discard/", DiscardDestruction.as_view(), name="destruction_discard"),
    path(f"{_ONE}certificate/", Certificate.as_view(), name="destruction_certificate"),
    *waste,
]
