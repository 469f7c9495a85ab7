"""What can be looked at of an installation, a room a side; `keuring` puts it together."""
