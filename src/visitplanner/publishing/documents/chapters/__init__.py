"""What the papers say: chapters that turn an edition into a neutral document."""
