"""What the doors of centres ask."""
