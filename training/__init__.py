"""Recipes that make what the reader has learnt, from sentences of ours; needed by nobody who only reads."""
