"""How far a text presents an event as done: the chain of operators above any verb, noun or adjective, and a score."""

from typing import TYPE_CHECKING

from servanda.codebook import Codebook
from servanda.read.factuality.classes import words_of
from servanda.read.factuality.features import features_of
from servanda.read.factuality.operators import Chain, Mood, Operator, chain_of
from servanda.read.factuality.score import load_model

if TYPE_CHECKING:
    from servanda.text.parsed import Token


def find_chain(head: "Token", codebook: Codebook) -> Chain:
    """Return an event's mood and the operators above it, innermost first."""
    return chain_of(head, words_of(codebook))


def score_event(head: "Token", codebook: Codebook) -> float:
    """Return how far an event is presented as done: 3 certainly happened, 0 open, −3 certainly did not."""
    words = words_of(codebook)
    return load_model().score(features_of(chain_of(head, words), words))


__all__ = ["Chain", "Mood", "Operator", "find_chain", "score_event"]
