"""The law's versions: texts of provisions from a day on, with their transition, drafted by one person and published by another."""
