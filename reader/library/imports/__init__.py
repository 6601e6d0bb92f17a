"""Import: files are read into parcels of drafts, and the parcels become articles."""
