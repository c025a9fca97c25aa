"""Documents of sales: papers, buyers, sending, and the template."""
