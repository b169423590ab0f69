"""From bytes to a laid-out, parsed text. Nothing here knows what a settlement is."""
