"""Addresses of the screens of terminals, branches and settings."""

from django.urls import path

from theriac.surfaces.backoffice.organisation.branches import BranchList, ChangeBranch
from theriac.surfaces.backoffice.organisation.devices import AddDevice
from theriac.surfaces.backoffice.organisation.history import SettingsHistory
from theriac.surfaces.backoffice.organisation.lists import TerminalList
from theriac.surfaces.backoffice.organisation.put_back import PutBack
from theriac.surfaces.backoffice.organisation.retention import (
    ConfirmRetention,
    Retention,
    RetentionKind,
)
from theriac.surfaces.backoffice.organisation.sealing_keys import SealingKeys
from theriac.surfaces.backoffice.organisation.settings import ChangeSettings
from theriac.surfaces.backoffice.organisation.terminals import (
    PairTerminal,
    RegisterTerminal,
    RenameTerminal,
    RevokeTerminal,
    TerminalDetail,
)

urlpatterns = [
    path("terminals/", TerminalList.as_view(), name="terminal_list"),
    path("terminals/device/", AddDevice.as_view(), name="device_new"),
    path("terminals/keys/", SealingKeys.as_view(), name="sealing_keys"),
    path("terminals/new/", RegisterTerminal.as_view(), name="terminal_new"),
    path("terminals/<uuid:terminal_id>/", TerminalDetail.as_view(), name="terminal_detail"),
    path("terminals/<uuid:terminal_id>/pair/", PairTerminal.as_view(), name="terminal_pair"),
    path("terminals/<uuid:terminal_id>/name/", RenameTerminal.as_view(), name="terminal_rename"),
    path("terminals/<uuid:terminal_id>/revoke/", RevokeTerminal.as_view(), name="terminal_revoke"),
    path("settings/", ChangeSettings.as_view(), name="settings"),
    path("settings/history/", SettingsHistory.as_view(), name="settings_history"),
    path("retention/", Retention.as_view(), name="retention"),
    path("retention/confirm/", ConfirmRetention.as_view(), name="retention_confirm"),
    path("retention/<str:code>/", RetentionKind.as_view(), name="retention_kind"),
    path("settings/history/<uuid:change_id>/back/", PutBack.as_view(), name="settings_put_back"),
    path("settings/branches/", BranchList.as_view(), name="branch_list"),
    path("settings/branches/<uuid:branch_id>/", ChangeBranch.as_view(), name="branch_detail"),
]
