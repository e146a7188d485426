"""Lists that people filter, keep as views and take away as files: each is declared once, by the room that owns it."""

from .declaring import Column, Listing, declare, listing_of, listings

__all__ = ["Column", "Listing", "declare", "listing_of", "listings"]
