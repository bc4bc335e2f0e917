"""What a visit is: frozen types, pure edits, queries and comparisons. No I/O, no Qt, no clock."""
