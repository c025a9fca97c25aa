"""Where heads and leaves are published so that the database can't rewrite them."""
