"""Drawings from tables and from the SOP: pure, no Streamlit, no clock, no I/O."""
