"""Computations over the register that the criteria rest on: pure Python."""
