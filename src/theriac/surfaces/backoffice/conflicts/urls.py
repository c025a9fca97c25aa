"""The address of the joint list."""

from django.urls import path

from theriac.surfaces.backoffice.conflicts.lists import ConflictList

urlpatterns = [path("conflicts/", ConflictList.as_view(), name="conflict_list")]
