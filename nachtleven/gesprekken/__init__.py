"""The rooms of the conversation: its values, the words it knows, the answers it gives. Its face is `gesprek.py`."""
