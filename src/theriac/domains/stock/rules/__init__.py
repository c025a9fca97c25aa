"""Pure decisions of stock: no ORM, no clock, no input or output."""
