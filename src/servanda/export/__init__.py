"""Records on the way out: JSON lines, tables, and the way back to the words."""
