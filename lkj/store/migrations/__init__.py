"""Alembic's folder: schema changes, forward only, run by `schema.upgrade`."""
