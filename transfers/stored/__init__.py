"""A round's placement between the database and the engine: read by binary COPY, hashed, written back the same way."""
