"""What the doors of transfers ask."""
