"""What follows from protocols and their amendments: plain computations, no database, no clock."""
