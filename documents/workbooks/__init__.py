"""Tables that people fill in: read safely (``reading``), answered with their faults marked (``marking``), made (``building``)."""
