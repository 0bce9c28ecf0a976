"""Everything that leaves over HTTP."""
