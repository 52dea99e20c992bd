"""The JSON API under /api/v1/. Nothing outside imports it: its libraries come with the first request for it."""
