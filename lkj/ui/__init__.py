"""The only Streamlit inside the package: who is looking, caches, navigation, shared widgets."""
