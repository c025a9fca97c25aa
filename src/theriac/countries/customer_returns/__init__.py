"""Where goods that customers return may go, country by country: dated rows, by legal class."""
