"""Purchase orders: what was ordered of suppliers, placed, followed, received and cancelled."""
