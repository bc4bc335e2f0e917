"""Draws documents as workbooks. Imported inside functions only: the library behind it is slow."""
