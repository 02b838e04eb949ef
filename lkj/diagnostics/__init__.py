"""The technical log: what happened when, under which code, and never what people typed."""
