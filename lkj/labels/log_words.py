"""Words of the event log and of SOPs in formats for other programs."""

OTHER_FORMATS = "Format lain"
LOG_TITLE, LOG_FILE_NAME = "Log kejadian", "log-kejadian"
LOG_NAME = "Monev LKj: log kejadian"
# By the code of the format: its name, and which programs it is for.
LOG_FORMATS = {
    "xes": ("XES", "program process mining yang membaca IEEE 1849, misalnya PM4Py dan ProM"),
    "xes.gz": ("XES terkompresi", "sama, dalam berkas yang lebih kecil"),
    "ocel": ("OCEL 2.0 (JSON)", "analisis menurut laporan, jabatan, dan dokumen sekaligus"),
    "parquet": ("Parquet", "pandas, R, atau DuckDB: kolom bertipe, waktu UTC"),
    "csv": ("CSV internasional", "semua kolom dengan kode tetap, waktu ISO 8601 UTC"),
}
LOG_COLUMNS = ("Format", "Untuk", "Unduh")
LOG_ABOUT = (
    "Log kejadian memuat setiap catatan seperti dicatat, dengan kode yang tetap; koreksi "
    "adalah catatan sendiri. Saringannya sama dengan halaman."
)
BPMN, BPMN_BUTTON = "BPMN 2.0", "Unduh BPMN 2.0"
BPMN_ABOUT = "bagan alir SOP untuk program pemodelan, misalnya Camunda Modeler"
# Facts of the whole file, as other programs name attributes.
FACT_AS_OF, FACT_HEAD, FACT_FILTERS = "keadaan_per", "catatan_terakhir", "saringan"
