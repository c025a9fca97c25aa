"""The document engine: turns offers and delivery invoices into lines, for many pharmacies.

A program of its own with a small HTTP API (`contracts/engine.openapi.json`). It imports nothing of
Theriac, and Theriac nothing of it: whatever keeps the contract can stand in its place.
"""

VERSION = "0.1.0"
CONTRACT = "1.2.0"
"""The version of the contract that it keeps."""
