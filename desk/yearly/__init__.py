"""The General Directorate's yearly report: counted, kept, shown and printed (idari usul, docs/adr/0022)."""
