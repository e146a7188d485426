"""Pure rules of transfers to grade 11 (okul/8/2, okul/8/3): no Django, no database, no clock."""
