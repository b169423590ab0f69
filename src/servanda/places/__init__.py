"""Places: a gazetteer, candidates for a name, and the choice among them by context."""
