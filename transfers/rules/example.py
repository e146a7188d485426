"""A placement small enough to be followed with a finger; shown to everybody, and held to the engine by its test."""

from __future__ import annotations

PLACES = {"A": 1, "B": 1}
# Student, score, programmes in the order of the wish.
STUDENTS = (("Ayşe", "90", ("A", "B")), ("Bora", "85", ("A", "B")), ("Can", "80", ("B",)))
