"""Services: offered, booked, recorded, billed."""
