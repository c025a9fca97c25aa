"""Addresses of the screens of purchase orders."""

from django.urls import path

from theriac.surfaces.backoffice.purchase_orders.answers import LookAtAnswer
from theriac.surfaces.backoffice.purchase_orders.detail import (
    CancelOrder,
    OrderDetail,
    OrderPdf,
    ReceiveOrder,
    SendOrder,
)
from theriac.surfaces.backoffice.purchase_orders.grid import OrderFind, OrderPaste
from theriac.surfaces.backoffice.purchase_orders.lists import OrderList
from theriac.surfaces.backoffice.purchase_orders.order_now import NewOrder

_ALL = "purchasing/orders/"
_ONE = f"{_ALL}<uuid:order_id>/"
urlpatterns = [
    path(_ALL, OrderList.as_view(), name="order_list"),
    path(f"{_ALL}new/", NewOrder.as_view(), name="order_new"),
    path(f"{_ALL}find/", OrderFind.as_view(), name="order_find"),
    path(f"{_ALL}paste/", OrderPaste.as_view(), name="order_paste"),
    path(_ONE, OrderDetail.as_view(), name="order_detail"),
    path(f"{_ONE}pdf/", OrderPdf.as_view(), name="order_pdf"),
    path(f"{_ONE}cancel/", CancelOrder.as_view(), name="order_cancel"),
    path(f"{_ONE}send/", SendOrder.as_view(), name="order_send"),
    path(f"{_ONE}answer/reviewed/", LookAtAnswer.as_view(), name="order_answer_reviewed"),
    path(f"{_ONE}receive/", ReceiveOrder.as_view(), name="order_receive"),
]
