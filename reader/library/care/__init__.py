"""Care of a library: backups, checks, and bringing an older one up to date."""
