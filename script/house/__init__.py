"""Sets up and runs the house: system packages, virtual environment, private PostgreSQL, processes. Standard library only."""
