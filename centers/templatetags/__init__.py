"""Tags of the pages of centres."""
