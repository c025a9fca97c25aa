"""GST's return of a month, gathered from sales and credit notes."""
