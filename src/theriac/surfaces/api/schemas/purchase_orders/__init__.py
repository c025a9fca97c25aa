"""Purchase orders as the API tells them."""
