"""What the operator does at the command line, beside the running bot."""
