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
from theriac.surfaces.backoffice.purchasing.returns.lines import (
    ChangeReturnLine,
    PutAside,
    RemoveReturnLine,
)
from theriac.surfaces.backoffice.purchasing.returns.lists import ReturnList

_ONE = "returns/<uuid:return_id>/"
_LINE = f"{_ONE}lines/<uuid:line_id>/"
urlpatterns = [
    path("stock/batches/<uuid:batch_id>/return/", PutAside.as_view(), name="return_batch"),
    path("returns/", ReturnList.as_view(), name="return_list"),
    path(_ONE, ReturnDetail.as_view(), name="return_detail"),
    path(f"{_ONE}send/", SendReturn.as_view(), name="return_send"),
    path(f"{_ONE}discard/", DiscardReturn.as_view(), name="return_discard"),
    path(f"{_ONE}credit/", EnterCredit.as_view(), name="return_credit"),
    path(f"{_ONE}settle/", SettleReturn.as_view(), name="return_settle"),
    path(f"{_ONE}take-back/", TakeReturnBack.as_view(), name="return_take_back"),
    path(_LINE, ChangeReturnLine.as_view(), name="return_line"),
    path(f"{_LINE}remove/", RemoveReturnLine.as_view(), name="return_line_remove"),
]
