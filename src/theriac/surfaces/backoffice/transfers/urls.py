"""Addresses of the screens of transfers."""

from django.urls import path

from theriac.surfaces.backoffice.transfers.detail import (
    ApproveTransfer,
    CancelTransfer,
    CloseTransfer,
    DispatchTransfer,
    ExplainTransfer,
    TransferDetail,
    TransferNote,
)
from theriac.surfaces.backoffice.transfers.draft import ChangeTransfer, NewTransfer
from theriac.surfaces.backoffice.transfers.grid import TransferFind, TransferPaste
from theriac.surfaces.backoffice.transfers.lists import TransferList
from theriac.surfaces.backoffice.transfers.pick_list import TransferPicking
from theriac.surfaces.backoffice.transfers.receive import ReceiveTransfer, ScanTransfer
from theriac.surfaces.backoffice.transfers.suggestions import (
    TakeSuggestion,
    TransferSuggestionsScreen,
)

_ONE = "stock/transfers/<uuid:transfer_id>/"
urlpatterns = [
    path("stock/transfers/", TransferList.as_view(), name="transfer_list"),
    path("stock/transfers/new/", NewTransfer.as_view(), name="transfer_new"),
    path("stock/transfers/find/", TransferFind.as_view(), name="transfer_find"),
    path("stock/transfers/paste/", TransferPaste.as_view(), name="transfer_paste"),
    path("stock/transfers/suggested/", TakeSuggestion.as_view(), name="transfer_suggested"),
    path(
        "stock/transfers/suggestions/",
        TransferSuggestionsScreen.as_view(),
        name="transfer_suggestions",
    ),
    path(_ONE, TransferDetail.as_view(), name="transfer_detail"),
    path(f"{_ONE}edit/", ChangeTransfer.as_view(), name="transfer_edit"),
    path(f"{_ONE}note/", TransferNote.as_view(), name="transfer_note"),
    path(f"{_ONE}pick/", TransferPicking.as_view(), name="transfer_pick"),
    path(f"{_ONE}approve/", ApproveTransfer.as_view(), name="transfer_approve"),
    path(f"{_ONE}dispatch/", DispatchTransfer.as_view(), name="transfer_dispatch"),
    path(f"{_ONE}cancel/", CancelTransfer.as_view(), name="transfer_cancel"),
    path(f"{_ONE}receive/", ReceiveTransfer.as_view(), name="transfer_receive"),
    path(f"{_ONE}scan/", ScanTransfer.as_view(), name="transfer_scan"),
    path(f"{_ONE}explain/", ExplainTransfer.as_view(), name="transfer_explain"),
    path(f"{_ONE}close/", CloseTransfer.as_view(), name="transfer_close"),
]
