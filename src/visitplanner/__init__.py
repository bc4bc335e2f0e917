"""Visit Planner: plan a delegation's visit once; every paper follows from it."""
