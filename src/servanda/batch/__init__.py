"""Many documents at once: read, kept, resumed; and one document on its own."""
