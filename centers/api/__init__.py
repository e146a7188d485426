"""The REST API of the centres of excellence."""
