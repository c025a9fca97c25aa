"""The accounts of customers: what signs in, without who they are."""
