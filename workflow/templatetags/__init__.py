"""Template tags of the look that pages, admin and papers share."""
