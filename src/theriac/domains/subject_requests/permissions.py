"""What may be permitted in this domain; a request is answered by who may answer a patient's."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_SUBJECT_REQUESTS = permission(
    "subject_requests.view",
    _("view the register of data requests"),
    _(
        "View which requests were received, and when and how they were answered. The texts "
        "aren't shown."
    ),
    roles="owner auditor",
)
