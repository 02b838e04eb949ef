"""One module per schema change; written once, never edited after a release."""
