"""An toàn: backups, people who sign in, the access book, personal data, the plain text about it."""
