"""One screen with a slow answer and the elements of Streamlit's accessibility floor."""

import time

import streamlit as st

st.set_page_config(page_title="Contoh")
st.title("Contoh")
st.date_input("Tanggal", value=None, format="DD/MM/YYYY")
st.file_uploader("Berkas")
st.multiselect("Alasan", ["Satu", "Dua"], default=["Satu"])
st.markdown(":orange-badge[lewat] :violet-badge[dikembalikan] :gray-badge[menunggu]")
st.markdown("Teks :orange[lewat], :violet[dikembalikan], :gray[menunggu] dan [tautan](/?a=1)")
st.caption("Keterangan")
st.info("Kabar")
st.error("Galat")
st.success("Berhasil")
st.warning("Perhatian")
if st.button("Jawab perlahan", type="primary"):
    time.sleep(1.5)
    st.text("Jawaban")
if st.button("Rusak"):
    st.html('<img src="data:," />')
