"""Open data without personal data: what is published, in which columns, and how it is written (idari usul, docs/adr/0022)."""
