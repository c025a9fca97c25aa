"""What may be permitted in this domain."""

from django.utils.translation import gettext_lazy as _

from theriac.core.permissions import permission

VIEW_STOCK = permission(
    "stock.view",
    _("see stock, batches and stock cards"),
    _("Opens what is on the shelf, batch by batch, and each movement."),
)
RESERVE_STOCK = permission(
    "stock.reserve",
    _("reserve stock and release it"),
    _("Keeps goods for a customer or an order until an instant; nobody else sells them."),
)
OPEN_STOCK = permission(
    "stock.opening",
    _("bring opening stock in"),
    _("Books what lay on the shelves before the books began, with batch, expiry and cost."),
)
TRANSFER = permission(
    "stock.transfer",
    _("send and receive transfers"),
    _("Writes a transfer down, sends it off, and takes in what came from another branch."),
)
APPROVE_TRANSFER = permission(
    "stock.transfer_approve",
    _("approve transfers"),
    _("Lets goods leave the branch for another one or for quarantine."),
)
SETTLE_TRANSFER = permission(
    "stock.transfer_settle",
    _("explain what is missing of a transfer"),
    _("Says of goods on the way that they are lost, came back or were found, and closes."),
)
ADJUST_STOCK = permission(
    "stock.adjust",
    _("adjust stock with a reason"),
    _("Books what a count found, and corrects a batch."),
)
WRITE_OFF_STOCK = permission(
    "stock.write_off",
    _("write off stock"),
    _("Takes broken, expired or lost goods off the shelf, with the reason."),
)
HOLD_STOCK = permission(
    "stock.hold",
    _("hold a batch back"),
    _("Keeps a doubtful batch from being sold at every branch, with the reason."),
)
RELEASE_STOCK = permission(
    "stock.release",
    _("release a held batch"),
    _("Lets a batch be sold again that somebody held back."),
)
RECALL_STOCK = permission(
    "stock.recall",
    _("open and close recalls"),
    _("Freezes recalled batches at every branch, and closes the recall when all is accounted."),
)
SETTLE_RECALL = permission(
    "stock.recall_units",
    _("account for recalled units"),
    _("Enters what was found, brought back or is missing of a recalled batch."),
)
DESTROY_STOCK = permission(
    "stock.destroy",
    _("destroy stock before witnesses"),
    _("Writes a document of destruction, which two witnesses sign."),
)
WITNESS_DESTRUCTION = permission(
    "stock.witness",
    _("witness a destruction"),
    _("Signs as one of two witnesses, by PIN or passkey, that stock was destroyed."),
)
TAKE_BACK = permission(
    "stock.take_back",
    _("take old medicines back"),
    _("Logs what people bring back to be destroyed; it never becomes stock."),
)
REVERSE_MOVEMENT = permission(
    "stock.reverse",
    _("reverse a movement by an opposite one"),
    _("Answers a wrong booking; the first one stays to be seen."),
)
SET_MINIMUM = permission(
    "stock.minimum",
    _("set the minimum stock"),
    _("Sets from which quantity a product counts as low."),
)
SEE_TO_ALERTS = permission(
    "stock.alerts",
    _("acknowledge and assign alerts"),
    _("Says who sees to low stock and to what expires, and notes what is done about it."),
)
KEEP_WANTS = permission(
    "stock.want",
    _("write on the want list"),
    _("Notes what lacks, changes it, and marks it as taken for an order."),
)
RECORD_COLD = permission(
    "stock.cold_record",
    _("record temperatures"),
    _("Sends or brings in what the thermometers of cold places say."),
)
MANAGE_COLD = permission(
    "stock.cold_manage",
    _("set up cold places"),
    _("Says which sensor hangs where, and its limits."),
)
ASSESS_COLD = permission(
    "stock.cold_assess",
    _("assess goods that were too warm or too cold"),
    _("Decides for each held batch whether it is released, set apart or destroyed."),
)
APPROVE_CHANGE = permission(
    "stock.approve",
    _("approve a change of stock above the limit"),
    _("Confirms, for somebody else's adjustment or write-off, a change of high value."),
)
COUNT_STOCK = permission(
    "stock.count",
    _("count stock blind"),
    _("Sees the sheets of a count without any quantity, and enters what is there."),
)
REVIEW_COUNT = permission(
    "stock.count_review",
    _("begin counts and look at their differences"),
    _("Begins and cancels counts, sees differences, and asks for lines to be counted again."),
)
POST_COUNT = permission(
    "stock.count_post",
    _("approve and post a count"),
    _("Books the differences of a count; above the limit of value somebody else confirms."),
)
