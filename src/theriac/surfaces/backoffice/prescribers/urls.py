"""Addresses of the screens of prescribers."""

from django.urls import path

from theriac.surfaces.backoffice.prescribers import detail, duplicates, forms, lists

_ONE = "prescribers/<uuid:prescriber_id>/"

urlpatterns = [
    path("prescribers/", lists.PrescriberList.as_view(), name="prescriber_list"),
    path("prescribers/new/", forms.AddPrescriber.as_view(), name="prescriber_new"),
    path(
        "prescribers/duplicates/",
        duplicates.PrescriberDuplicates.as_view(),
        name="prescriber_duplicates",
    ),
    path(_ONE, detail.PrescriberDetail.as_view(), name="prescriber_detail"),
    path(f"{_ONE}edit/", forms.ChangePrescriber.as_view(), name="prescriber_edit"),
    path(f"{_ONE}deactivate/", detail.DeactivatePrescriber.as_view(), name="prescriber_deactivate"),
    path(f"{_ONE}activate/", detail.ActivatePrescriber.as_view(), name="prescriber_activate"),
    path(f"{_ONE}erase/", detail.ErasePrescriber.as_view(), name="prescriber_erase"),
    path(f"{_ONE}same/", duplicates.SamePrescriber.as_view(), name="prescriber_same"),
    path(f"{_ONE}merge/", duplicates.MergePrescriber.as_view(), name="prescriber_merge"),
    path(f"{_ONE}unmerge/", duplicates.UnmergePrescriber.as_view(), name="prescriber_unmerge"),
]
