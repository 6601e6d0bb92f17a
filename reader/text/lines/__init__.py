"""What the lines of a printed article are: dates, bylines, captions, footers, or wrapped paragraphs."""
