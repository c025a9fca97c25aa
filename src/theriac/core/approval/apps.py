"""Approvals as a Django app."""

from django.apps import AppConfig


class ApprovalConfig(AppConfig):
    """Approvals, limits and single-handed rules."""

    name = "theriac.core.approval"
    label = "approval"
    verbose_name = "Approval"
