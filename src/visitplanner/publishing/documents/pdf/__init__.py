"""The PDF engine: draws a document of the neutral model with reportlab.

Import `engine` where it is needed, not at the start of a program: it loads reportlab.
"""
