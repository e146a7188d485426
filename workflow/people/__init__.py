"""People as the administration keeps them: requests for accounts, duties that are given, prolonged and ended, the link to a password."""
