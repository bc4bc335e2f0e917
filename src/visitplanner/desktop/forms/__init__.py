"""Forms that are made from the types of the plan."""
