"""The palette: anything in the plan and everything that can be done, found by a few letters."""
