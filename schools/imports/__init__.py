"""The register's file imports: row shapes of each source, and one bulk write a file."""
