"""Addresses of the screens of files: ids only, and links that are over in minutes."""

from django.urls import path

from theriac.surfaces.backoffice.files.detail import FileContent, FileDetail
from theriac.surfaces.backoffice.files.entry import AddPharmacyFile
from theriac.surfaces.backoffice.files.lists import FileList

urlpatterns = [
    path("files/", FileList.as_view(), name="file_list"),
    path("files/new/", AddPharmacyFile.as_view(), name="file_new"),
    path("files/<uuid:file_id>/", FileDetail.as_view(), name="file_detail"),
    path("files/<uuid:file_id>/content/", FileContent.as_view(), name="file_content"),
]
