"""Register files: bytes → a table of texts → checked values. Knows no database and never asks the clock."""
