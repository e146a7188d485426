"""How dates and numbers are written, where Django's own Turkish differs from official letters."""
