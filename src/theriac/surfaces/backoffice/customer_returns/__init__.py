"""The screens of customers' returns: taken back, listed, printed."""
