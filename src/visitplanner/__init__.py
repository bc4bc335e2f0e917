"""Visit Planner: plan a delegation's visit once; every paper follows from it."""

__version__ = "0.1.0"
