"""The loyalty programme and its members in the API."""
