"""Stock as it was at an instant, by the server's clock."""
