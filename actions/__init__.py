"""Custom actions: slots in, a query, a reply out. One module per subject; nothing runs at import."""
