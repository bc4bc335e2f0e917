"""Qt models that follow the plan."""
