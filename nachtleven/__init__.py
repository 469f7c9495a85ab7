"""Meldpunt 8989: from a text at the door of a bar to the nightlife consultation's report."""
