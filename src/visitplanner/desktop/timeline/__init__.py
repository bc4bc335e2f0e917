"""The plan drawn by day: geometry, blocks, dragging."""
