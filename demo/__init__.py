"""`make demo`: Rowan's main job as a story, on a local Discord, printed as it happens and drawn as a page."""
