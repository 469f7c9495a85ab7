"""Meldpunt nachtleven: from a text at the door of a bar to the nightlife consultation's report."""
