"""What may go back to suppliers."""
