"""Tables `place_posts`, `brigades` and `brigade_measures`."""
