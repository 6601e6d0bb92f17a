"""The index on the disk: segments of packed postings, how they are made, joined, read and committed."""
