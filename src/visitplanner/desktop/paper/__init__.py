"""What the page with the papers is made of: pages as they are printed, chapters, what goes out."""
