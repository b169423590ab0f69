"""Who makes claims: the built-in reader, persons, and other programs; told apart by the coder's name."""

from typing import Literal

Who = Literal["reader", "person", "program"]


def tell_who(coder: str) -> Who:
    """Return what sort of coder a name such as ``servanda-en@0.1.0`` belongs to.

    ``servanda`` and ``servanda-…`` are the built-in reader, in whatever language it
    reads; ``model:NAME@VERSION`` is another program; everybody else is a person.
    """
    name = coder.partition("@")[0]
    if name == "servanda" or name.startswith("servanda-"):
        return "reader"
    return "program" if name.startswith("model:") else "person"
