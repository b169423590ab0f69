"""A run: when, with what software, codebook and settings claims were made."""

import msgspec


class Run(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One run of a coder. started: ISO 8601 instant (UTC); codebook: name@version+digest."""

    id: str
    started: str
    software: str
    codebook: str
    settings: dict[str, str] = {}
