"""Everything that leaves the house: documents and calendars, drawn from one edition."""
