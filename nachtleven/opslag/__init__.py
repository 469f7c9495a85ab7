"""Tables, queries, encryption and migrations; rows do not leave this room, values do."""
