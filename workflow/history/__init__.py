"""What records were and how they changed: kept by the database, read as a story, as of a day, and between two days."""
