"""A text becomes a Lezing: language, kind, places, time, grounds, facts, cards, urgency, each explained."""
