"""Models of suppliers, gathered for Django."""

from theriac.domains.suppliers.models.supplier import Supplier, SupplierLicence

__all__ = ["Supplier", "SupplierLicence"]
