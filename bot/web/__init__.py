"""The web channel: requests in, replies out; knows nothing of SQL."""
