"""Who says, thinks, wants or shows what: sources, cues and contents."""

from servanda.read.attributions.attribution import Attribution
from servanda.read.attributions.find import find_attributions
from servanda.read.attributions.heard import find_heard, find_tagged

__all__ = ["Attribution", "find_attributions", "find_heard", "find_tagged"]
