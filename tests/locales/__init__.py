"""What a language must hold: checks that `python -m tests.check_messages` runs, and their tests."""
