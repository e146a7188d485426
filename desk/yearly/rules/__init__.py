"""What the yearly report says of counts: pure Python, without Django, database and clock."""
