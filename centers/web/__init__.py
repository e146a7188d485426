"""The pages of centres."""
