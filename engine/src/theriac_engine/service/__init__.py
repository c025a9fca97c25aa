"""Jobs, clients, callbacks and the HTTP API: everything but the reading itself."""
