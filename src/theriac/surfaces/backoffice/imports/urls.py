"""Addresses of the import wizard."""

from django.urls import path

from theriac.surfaces.backoffice.imports.columns import ChooseColumns, ChooseSheet
from theriac.surfaces.backoffice.imports.detail import (
    CheckImport,
    CommitImport,
    DiscardImport,
    ImportDetailScreen,
    ImportProgress,
    SetAside,
)
from theriac.surfaces.backoffice.imports.download import DownloadProblems
from theriac.surfaces.backoffice.imports.lists import ImportList
from theriac.surfaces.backoffice.imports.upload import NewImport

_ONE = "imports/<uuid:import_id>/"

urlpatterns = [
    path("imports/", ImportList.as_view(), name="import_list"),
    path("imports/new/", NewImport.as_view(), name="import_new"),
    path(_ONE, ImportDetailScreen.as_view(), name="import_detail"),
    path(f"{_ONE}columns/", ChooseColumns.as_view(), name="import_columns"),
    path(f"{_ONE}sheet/", ChooseSheet.as_view(), name="import_sheet"),
    path(f"{_ONE}check/", CheckImport.as_view(), name="import_check"),
    path(f"{_ONE}progress/", ImportProgress.as_view(), name="import_progress"),
    path(f"{_ONE}commit/", CommitImport.as_view(), name="import_commit"),
    path(f"{_ONE}aside/", SetAside.as_view(), name="import_aside"),
    path(f"{_ONE}discard/", DiscardImport.as_view(), name="import_discard"),
    path(f"{_ONE}problems/", DownloadProblems.as_view(), name="import_download"),
]
