"""The contest of the link benchmark: who takes part, how each is measured, what is written and drawn of it."""
