"""A provision's new version as the General Directorate looks at it: what it reaches, and the rules of both versions beside each other."""
