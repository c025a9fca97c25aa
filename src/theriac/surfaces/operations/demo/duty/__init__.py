"""The demo's pharmacists on duty."""
