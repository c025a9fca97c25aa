"""The queue at a counter, at a kiosk and on the screen of the shop."""
