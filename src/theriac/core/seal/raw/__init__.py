"""Sealed rows read through the driver, without objects."""
