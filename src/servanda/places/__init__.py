"""Places: a gazetteer, candidates for a name, and the choice among them by context."""

from servanda.places.choose import Choice, choose
from servanda.places.gazetteer import Gazetteer, open_gazetteer
from servanda.places.groups import Mention
from servanda.places.home import Home
from servanda.places.own import PlacesError
from servanda.places.place import Place
from servanda.places.spot import Cues, spot
from servanda.places.weights import Weights, load_weights

__all__ = [
    "Choice",
    "Cues",
    "Gazetteer",
    "Home",
    "Mention",
    "Place",
    "PlacesError",
    "Weights",
    "choose",
    "load_weights",
    "open_gazetteer",
    "spot",
]
