"""The REST API of transfers to grade 11."""
