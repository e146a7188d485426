"""The system in a real browser, as people use it."""
