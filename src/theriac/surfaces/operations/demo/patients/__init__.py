"""The demo's patients, and what they wait for."""
