"""The expiry board: what comes near its expiry, what of it will stay unsold, what to do."""
