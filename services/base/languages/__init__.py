"""Languages: what each writes of numbers, dates and lists, and who is answered in which."""
