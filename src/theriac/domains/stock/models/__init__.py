"""Models of stock, gathered for Django."""

from theriac.domains.stock.models.alert import AlertCare, StockAlert, StockMinimum
from theriac.domains.stock.models.batch import Batch, Place
from theriac.domains.stock.models.bin import BatchBin, Bin, HomeBin
from theriac.domains.stock.models.cold import (
    ColdReading,
    ColdSensor,
    Excursion,
    ExcursionBatch,
)
from theriac.domains.stock.models.counting import (
    CountCorrection,
    CountDue,
    CountEntry,
    CountLine,
    CountPosting,
    CountResult,
    StockCount,
)
from theriac.domains.stock.models.destruction import (
    Destruction,
    DestructionLine,
    DestructionPosting,
    DestructionSignature,
)
from theriac.domains.stock.models.ledger import Balance, Movement
from theriac.domains.stock.models.merge import BatchTwin
from theriac.domains.stock.models.opening import OpeningLine
from theriac.domains.stock.models.recall import (
    Recall,
    RecallBatch,
    RecallClosing,
    RecallLetter,
    RecallStep,
)
from theriac.domains.stock.models.reserving.lease import QuotaLease
from theriac.domains.stock.models.reserving.reservation import Reservation, ReservedBatch
from theriac.domains.stock.models.snapshot import (
    SnapshotLine,
    SnapshotWithdrawal,
    StockProof,
    StockSnapshot,
)
from theriac.domains.stock.models.tracking.reason import ChangeReason
from theriac.domains.stock.models.tracking.serial import (
    SerialBack,
    SerialReceived,
    SerialRefusal,
    SerialSold,
)
from theriac.domains.stock.models.transfer import Transfer, TransferLine
from theriac.domains.stock.models.want import WantEntry
from theriac.domains.stock.models.waste import TakenBack
from theriac.domains.stock.models.watchlist import ListedRecall, RecallFinding, RecallList

__all__ = [
    "AlertCare",
    "Balance",
    "Batch",
    "BatchBin",
    "BatchTwin",
    "Bin",
    "ChangeReason",
    "ColdReading",
    "ColdSensor",
    "CountCorrection",
    "CountDue",
    "CountEntry",
    "CountLine",
    "CountPosting",
    "CountResult",
    "Destruction",
    "DestructionLine",
    "DestructionPosting",
    "DestructionSignature",
    "Excursion",
    "ExcursionBatch",
    "HomeBin",
    "ListedRecall",
    "Movement",
    "OpeningLine",
    "Place",
    "QuotaLease",
    "Recall",
    "RecallBatch",
    "RecallClosing",
    "RecallFinding",
    "RecallLetter",
    "RecallList",
    "RecallStep",
    "Reservation",
    "ReservedBatch",
    "SerialBack",
    "SerialReceived",
    "SerialRefusal",
    "SerialSold",
    "SnapshotLine",
    "SnapshotWithdrawal",
    "StockAlert",
    "StockCount",
    "StockMinimum",
    "StockProof",
    "StockSnapshot",
    "TakenBack",
    "Transfer",
    "TransferLine",
    "WantEntry",
]
