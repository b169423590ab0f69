"""How commitments stand on a day, from dated and attributed words, by rules kept as data."""

from servanda.ledger.assess import assess

__all__ = ["assess"]
