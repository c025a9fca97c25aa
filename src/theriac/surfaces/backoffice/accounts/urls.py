"""Addresses of the screens of staff, roles and keys."""

from django.urls import path

from theriac.surfaces.backoffice.accounts.badge import BadgeSheet, PersonBadge
from theriac.surfaces.backoffice.accounts.factors import ResetFactors
from theriac.surfaces.backoffice.accounts.invitation import InvitePerson
from theriac.surfaces.backoffice.accounts.keys import IssueKey, KeyList, RevokeKey
from theriac.surfaces.backoffice.accounts.leavers import ErasePerson, ExportPerson
from theriac.surfaces.backoffice.accounts.lists import PersonList
from theriac.surfaces.backoffice.accounts.people import (
    AddPerson,
    ChangeRoles,
    GivePassword,
    PersonDetail,
    SetActive,
    Unlock,
)
from theriac.surfaces.backoffice.accounts.pin import OwnPin
from theriac.surfaces.backoffice.accounts.profiles.documents import AddLicenceDocument
from theriac.surfaces.backoffice.accounts.profiles.forms import ChangeProfile, OwnProfile
from theriac.surfaces.backoffice.accounts.profiles.licences import (
    EndLicence,
    NewLicence,
    RenewLicence,
)
from theriac.surfaces.backoffice.accounts.roles.detail import (
    BringBackRole,
    RestoreRole,
    RetireRole,
    RoleDetail,
)
from theriac.surfaces.backoffice.accounts.roles.forms import EditRole, NewRole
from theriac.surfaces.backoffice.accounts.roles.lists import Roles
from theriac.surfaces.backoffice.accounts.security.devices import Devices, PersonDevices
from theriac.surfaces.backoffice.accounts.security.lists import LookAtAlarms, SecurityList

urlpatterns = [
    path("people/", PersonList.as_view(), name="person_list"),
    path("people/new/", AddPerson.as_view(), name="person_new"),
    path("people/badges/", BadgeSheet.as_view(), name="badge_sheet"),
    path("people/roles/", Roles.as_view(), name="role_list"),
    path("people/roles/new/", NewRole.as_view(), name="role_new"),
    path("people/roles/<uuid:role_id>/", RoleDetail.as_view(), name="role_detail"),
    path("people/roles/<uuid:role_id>/edit/", EditRole.as_view(), name="role_edit"),
    path("people/roles/<uuid:role_id>/retire/", RetireRole.as_view(), name="role_retire"),
    path("people/roles/<uuid:role_id>/back/", BringBackRole.as_view(), name="role_back"),
    path("people/roles/<uuid:role_id>/restore/", RestoreRole.as_view(), name="role_restore"),
    path("people/<uuid:user_id>/unlock/", Unlock.as_view(), name="person_unlock"),
    path("people/<uuid:user_id>/", PersonDetail.as_view(), name="person_detail"),
    path("people/<uuid:user_id>/roles/", ChangeRoles.as_view(), name="person_roles"),
    path("people/<uuid:user_id>/password/", GivePassword.as_view(), name="person_password"),
    path("people/<uuid:user_id>/active/", SetActive.as_view(), name="person_active"),
    path("people/<uuid:user_id>/second-step/", ResetFactors.as_view(), name="person_factors"),
    path("people/<uuid:user_id>/export/", ExportPerson.as_view(), name="person_export"),
    path("people/<uuid:user_id>/erase/", ErasePerson.as_view(), name="person_erase"),
    path("people/<uuid:user_id>/badge/", PersonBadge.as_view(), name="person_badge"),
    path("people/<uuid:user_id>/invite/", InvitePerson.as_view(), name="person_invite"),
    path("me/devices/", Devices.as_view(), name="my_devices"),
    path("people/<uuid:user_id>/devices/", PersonDevices.as_view(), name="person_devices"),
    path("security/", SecurityList.as_view(), name="security_list"),
    path("security/looked/", LookAtAlarms.as_view(), name="security_looked"),
    path("me/profile/", OwnProfile.as_view(), name="own_profile"),
    path("people/<uuid:user_id>/profile/", ChangeProfile.as_view(), name="person_profile"),
    path("people/<uuid:user_id>/licences/new/", NewLicence.as_view(), name="licence_new"),
    path(
        "people/<uuid:user_id>/licences/<uuid:licence_id>/",
        RenewLicence.as_view(),
        name="licence_renew",
    ),
    path(
        "people/<uuid:user_id>/licences/<uuid:licence_id>/end/",
        EndLicence.as_view(),
        name="licence_end",
    ),
    path(
        "people/<uuid:user_id>/licences/<uuid:licence_id>/document/",
        AddLicenceDocument.as_view(),
        name="licence_document",
    ),
    path("me/pin/", OwnPin.as_view(), name="own_pin"),
    path("keys/", KeyList.as_view(), name="key_list"),
    path("keys/new/", IssueKey.as_view(), name="key_new"),
    path("keys/<uuid:key_id>/revoke/", RevokeKey.as_view(), name="key_revoke"),
]
