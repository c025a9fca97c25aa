"""What is kept back of stock: reservations and the batches that they hold."""
