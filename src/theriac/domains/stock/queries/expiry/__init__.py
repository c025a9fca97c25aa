"""What expires: the board with its money at risk, and what will expire before it sells."""
