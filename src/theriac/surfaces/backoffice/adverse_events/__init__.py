"""Reports of adverse events: written from what a patient got, sent, followed up, printed."""
