"""The panes around the middle: outline, tray, inspector, problems."""
