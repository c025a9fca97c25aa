"""Offers of suppliers: uploaded, corrected beside their pages, confirmed, compared."""
