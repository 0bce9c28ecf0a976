"""Drawing the page: what was recorded, laid out as Discord lays it out, in one file that needs nothing else."""
