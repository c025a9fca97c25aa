"""Models of stock, gathered for Django."""

from theriac.domains.stock.models.alert import StockAlert, StockMinimum
from theriac.domains.stock.models.batch import Batch, Place
from theriac.domains.stock.models.ledger import Balance, Movement
from theriac.domains.stock.models.opening import OpeningLine

__all__ = ["Balance", "Batch", "Movement", "OpeningLine", "Place", "StockAlert", "StockMinimum"]
