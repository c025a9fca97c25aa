"""Addresses of the screens of returns to suppliers."""

from django.urls import path

from theriac.surfaces.backoffice.purchasing.returns.credit import (
    EnterCredit,
    SettleReturn,
    TakeReturnBack,
)
from theriac.surfaces.backoffice.purchasing.returns.detail import (
    DiscardReturn,
    ReturnDetail,
    SendReturn,
)
from theriac.surfaces.backoffice.purchasing.returns.draft import ChangeReturn, NewReturn
from theriac.surfaces.backoffice.purchasing.returns.grid import ReturnFind, ReturnPaste
from theriac.surfaces.backoffice.purchasing.returns.lists import ReturnList
from theriac.surfaces.backoffice.purchasing.returns.put_aside import PutAside

_ONE = "returns/<uuid:return_id>/"
urlpatterns = [
    path("stock/batches/<uuid:batch_id>/return/", PutAside.as_view(), name="return_batch"),
    path("returns/", ReturnList.as_view(), name="return_list"),
    path("returns/new/", NewReturn.as_view(), name="return_new"),
    path("returns/find/", ReturnFind.as_view(), name="return_find"),
    path("returns/paste/", ReturnPaste.as_view(), name="return_paste"),
    path(_ONE, ReturnDetail.as_view(), name="return_detail"),
    path(f"{_ONE}edit/", ChangeReturn.as_view(), name="return_edit"),
    path(f"{_ONE}send/", SendReturn.as_view(), name="return_send"),
    path(f"{_ONE}discard/", DiscardReturn.as_view(), name="return_discard"),
    path(f"{_ONE}credit/", EnterCredit.as_view(), name="return_credit"),
    path(f"{_ONE}settle/", SettleReturn.as_view(), name="return_settle"),
    path(f"{_ONE}take-back/", TakeReturnBack.as_view(), name="return_take_back"),
]
