"""Making the parts of the wing of campaigns that ask others over HTTP."""
