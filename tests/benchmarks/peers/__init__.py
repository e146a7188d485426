"""The same list of institutions, written in other ways: what the benchmark of the list API compares with."""
