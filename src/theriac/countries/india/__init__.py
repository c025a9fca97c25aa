"""India: GST and MRP, schedules H, H1 and X, GSTIN, document numbers, the tax invoice."""
