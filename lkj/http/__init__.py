"""The Starlette side: sign-in pages, the gate, security headers, health. No Streamlit here."""
