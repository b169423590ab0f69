"""The recipe of the model that tells political sentences from others."""
