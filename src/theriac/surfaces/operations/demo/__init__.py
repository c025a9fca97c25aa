"""The demo pharmacy: made-up products, staff and a year of sales, loaded by the domains' rules."""

from theriac.surfaces.operations.demo.load import DemoSummary, load_demo

__all__ = ["DemoSummary", "load_demo"]
