"""Pictures that Rowan draws: `pictures.py` draws off the event loop, `lettering.py` writes in them, with fonts of our own."""
