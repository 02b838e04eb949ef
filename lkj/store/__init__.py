"""All SQL: tables, append-only logs, accounts, sessions, schema and backups."""
