"""What is kept on disk: the stores, the schema and its migrations, backups, checks."""
