"""Bodies of minimums, alerts, wants and expiries."""
