"""`/campaign facts`, `complaint` and `precedent`."""
