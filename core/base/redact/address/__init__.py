"""Where somebody lives, in the forms of some thirty languages."""
