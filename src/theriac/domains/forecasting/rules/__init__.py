"""What forecasting decides: pure, with no database and no clock."""
