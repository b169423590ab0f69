"""Benchmarks of the project: `python -m bench` prints them. Ratios in one run, never part of the tests."""
