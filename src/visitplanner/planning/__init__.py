"""Knowledge about the world that judges a plan: towns, distances, travel times, checks.

Nothing here reads a visit from disk, knows a window, or asks the clock.
"""
