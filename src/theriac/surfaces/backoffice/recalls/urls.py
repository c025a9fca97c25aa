"""Addresses of the screens of recalls."""

from django.urls import path

from theriac.surfaces.backoffice.recalls.detail import (
    CloseRecall,
    PrintRecall,
    RecallDetail,
    WithdrawRecall,
)
from theriac.surfaces.backoffice.recalls.entry import OpenRecall
from theriac.surfaces.backoffice.recalls.letters import NoteOutcome, PrintLetters
from theriac.surfaces.backoffice.recalls.lists import RecallsScreen
from theriac.surfaces.backoffice.recalls.movements import RecallMovements
from theriac.surfaces.backoffice.recalls.public_lists import (
    BringList,
    ChangeList,
    DismissIt,
    KeepList,
    RecallIt,
    Watching,
)
from theriac.surfaces.backoffice.recalls.units import BroughtBackUnits, FoundUnits, MissingUnits

_ONE = "stock/recalls/<uuid:recall_id>/"
_BATCH = f"{_ONE}batches/<uuid:batch_id>/"
_FINDING = "stock/recalls/findings/<uuid:finding_id>/"
urlpatterns = [
    path("stock/recalls/", RecallsScreen.as_view(), name="recall_list"),
    path("stock/recalls/new/", OpenRecall.as_view(), name="recall_new"),
    path("stock/recalls/lists/", Watching.as_view(), name="recall_lists"),
    path("stock/recalls/lists/new/", KeepList.as_view(), name="recall_list_new"),
    path("stock/recalls/lists/<uuid:list_id>/", ChangeList.as_view(), name="recall_list_change"),
    path("stock/recalls/lists/<uuid:list_id>/file/", BringList.as_view(), name="recall_list_file"),
    path(f"{_FINDING}recall/", RecallIt.as_view(), name="recall_finding_recall"),
    path(f"{_FINDING}dismiss/", DismissIt.as_view(), name="recall_finding_dismiss"),
    path(f"{_ONE}letters/", PrintLetters.as_view(), name="recall_letters"),
    path(f"{_ONE}letters/<uuid:patient_id>/", NoteOutcome.as_view(), name="recall_letter_outcome"),
    path(_ONE, RecallDetail.as_view(), name="recall_detail"),
    path(f"{_ONE}movements/", RecallMovements.as_view(), name="recall_movements"),
    path(f"{_ONE}print/", PrintRecall.as_view(), name="recall_print"),
    path(f"{_ONE}close/", CloseRecall.as_view(), name="recall_close"),
    path(f"{_ONE}withdraw/", WithdrawRecall.as_view(), name="recall_withdraw"),
    path(f"{_BATCH}found/", FoundUnits.as_view(), name="recall_found"),
    path(f"{_BATCH}brought-back/", BroughtBackUnits.as_view(), name="recall_brought_back"),
    path(f"{_BATCH}missing/", MissingUnits.as_view(), name="recall_missing"),
]
