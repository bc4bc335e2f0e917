"""How people are split: sharing them out evenly, and the rules that say who may go where."""
