"""Pure rules: data in, data out. No Discord, no I/O, no clock, no randomness, no logging."""
