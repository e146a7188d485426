"""The quality of the register's data: gathered, stored by a run, and read by pages, desk and API."""
