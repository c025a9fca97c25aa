"""What is read of destructions: what awaits one, drafts, certificates."""
