"""Who serves the listed hosts of a campaign's site: asked once a day, shown, proposed as a draft where it changed."""
