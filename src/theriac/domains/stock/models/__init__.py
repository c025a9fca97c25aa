"""Models of stock, gathered for Django."""

from theriac.domains.stock.models.batch import Batch, Place
from theriac.domains.stock.models.bin import BatchBin, Bin, HomeBin
from theriac.domains.stock.models.correction import BatchCorrection
from theriac.domains.stock.models.lease import QuotaLease
from theriac.domains.stock.models.ledger import Balance, Movement
from theriac.domains.stock.models.merge import BatchTwin
from theriac.domains.stock.models.opening_stock import OpeningLine
from theriac.domains.stock.models.own_price import BatchPrice
from theriac.domains.stock.models.reason import ChangeReason
from theriac.domains.stock.models.reservation import Reservation, ReservedBatch
from theriac.domains.stock.models.snapshot import (
    SnapshotLine,
    SnapshotWithdrawal,
    StockProof,
    StockSnapshot,
)

__all__ = [
    "Balance",
    "Batch",
    "BatchBin",
    "BatchCorrection",
    "BatchPrice",
    "BatchTwin",
    "Bin",
    "ChangeReason",
    "HomeBin",
    "Movement",
    "OpeningLine",
    "Place",
    "QuotaLease",
    "Reservation",
    "ReservedBatch",
    "SnapshotLine",
    "SnapshotWithdrawal",
    "StockProof",
    "StockSnapshot",
]
