"""The books as the API takes and gives them."""
