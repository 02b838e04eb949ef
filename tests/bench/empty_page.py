"""The least that a page of Streamlit can be: what every page costs anyway."""

import streamlit as st

st.title("Kosong")
