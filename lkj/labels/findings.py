"""Sentences made from numbers: the finding that stands above a table or a chart."""


def status_finding(
    *, n_late: int, n_running: int, n_unregistered: int, n_total: int, n_undated: int
) -> str:
    """What the report status says in one sentence.

    `n_late` reports are past their deadline, registered or not; `n_running` others run;
    `n_unregistered` are planned only; `n_total` are known in all; `n_undated` open ones have
    no deadline.
    """
    if not n_total:
        return "Belum ada laporan."
    if n_late:
        sentence = f"{n_late} laporan melewati tenggat, {n_running} lainnya sedang berjalan"
    elif n_running:
        sentence = f"{n_running} laporan sedang berjalan, belum ada yang melewati tenggat"
    elif n_unregistered:
        sentence = f"Tidak ada laporan yang berjalan, {n_unregistered} belum didaftarkan"
    else:
        sentence = f"Semua {n_total} laporan telah selesai"
    return sentence + (f"; tenggat {n_undated} laporan belum diisi" if n_undated else "")


def status_subtitle(*, n_planned: int, n_unregistered: int, as_of: str) -> str:
    """Population and as-of of the report status."""
    return (
        f"{n_planned} laporan direncanakan, {n_unregistered} belum didaftarkan · "
        f"keadaan per {as_of}"
    )


def paper_saved(*, n: int, first: int, last: int, n_without_hours: int) -> str:
    """What was stored from paper, and what the missing hours mean."""
    numbers = f"no. {first}" if first == last else f"no. {first}–{last}"
    text = f"{n} langkah dicatat ({numbers})."
    if n_without_hours:
        text += (
            f" {n_without_hours} tanpa jam: dihitung dalam lama penyelesaian, "
            "tidak dinilai terhadap mutu baku waktu."
        )
    return text
