"""The event model: sentences with a marked pair of actors in, PLOVER type and mode out."""
