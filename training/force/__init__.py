"""The recipe of the factuality score: a small additive model over the operators above an event."""
