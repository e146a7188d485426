"""Files that this room takes in by the register's steps: checked, compared, confirmed, written."""
