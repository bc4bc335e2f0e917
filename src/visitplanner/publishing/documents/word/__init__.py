"""Draws documents as Word files. Imported inside functions only: the library behind it is slow."""
