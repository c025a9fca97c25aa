"""What may be permitted in this domain; a request is answered by who may answer a patient's."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_SUBJECT_REQUESTS = permission(
    "subject_requests.view",
    _("see the register of people's requests about their data"),
    _("Which requests arrived, by when and how they were answered; not what people wrote."),
    roles="owner auditor",
)
