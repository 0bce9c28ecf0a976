"""Reading groups of the operator's settings from the values that settings.py found."""
