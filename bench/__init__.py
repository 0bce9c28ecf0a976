"""Benchmarks, run by `make bench`. Never tests: machines are noisy, so each figure stands beside a baseline that
was measured in the same run.
"""
