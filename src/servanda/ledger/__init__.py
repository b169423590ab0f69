"""How commitments stand on a day, from dated and attributed words, by rules kept as data."""

from servanda.ledger.assess import assess, find_circles

__all__ = ["assess", "find_circles"]
