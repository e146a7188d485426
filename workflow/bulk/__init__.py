"""One act over all records of a filtered list: tried first, confirmed once, then done record by record in the background."""
