"""The commands, a room a subject; `cli` puts them together."""
