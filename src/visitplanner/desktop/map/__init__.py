"""The map: outlines, cities and legs, and what a day looks like within a city."""
