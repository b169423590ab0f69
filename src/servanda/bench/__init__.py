"""The scored suites: cases, times, speed. Each reads its input and says how well it was read."""
