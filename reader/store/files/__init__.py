"""The files of a library: the database with its migrations and troubles, the originals, the backups."""
