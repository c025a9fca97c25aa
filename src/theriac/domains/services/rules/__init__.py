"""What services may be, say and take: codes, quantities, facts and places. Pure."""
