"""The SOP file: what is read from it, and how its mistakes are told."""

from pathlib import Path

import pytest

from lkj.domain.sop import Decision, Endorsement, ReasonClass
from lkj.domain.sop_file import Problem, parse_sop
from lkj.errors import InvalidSop

ROOT = Path(__file__).resolve().parents[2]
OFFICE = (ROOT / "data/sop/penyusunan-lkj.toml").read_text(encoding="utf-8")
OTHER = (ROOT / "tests/data/sop/penerbitan-surat-keterangan.toml").read_text(encoding="utf-8")
WRONG = (ROOT / "tests/data/sop/banyak-salah.toml").read_text(encoding="utf-8")


def problems_of(text: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidSop) as refused:
        parse_sop(text)
    problems = refused.value.facts["problems"]
    assert isinstance(problems, tuple)
    return [(problem.place, problem.message) for problem in problems]


def changed(old: str, new: str, text: str = OFFICE) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


def test_the_office_sop_is_read_as_written() -> None:
    sop = parse_sop(OFFICE)

    assert (sop.id, sop.version, sop.short_title) == ("penyusunan-lkj", 1, "Penyusunan LKj")
    assert [role.short_name for role in sop.roles] == [
        "Sekretaris", "Kasubbag", "Tim LKj", "Kepala Satuan",
    ]  # fmt: skip
    assert [step.standard.minutes for step in sop.steps] == [10, 20, 60, 20, 20, 20, 5, 30]
    assert sop.standard_minutes == 185
    assert sop.role("kepala_satuan").superior is None
    assert sop.registrars == ("sekretaris",)
    assert sop.receivers == ("kasubbag_renja_monev",)
    assert sop.separation == (
        ("kumpulkan-data", "periksa-kasubbag", "periksa-sekretaris", "tanda-tangan"),
    )


def test_decisions_lead_where_the_office_sop_says() -> None:
    steps = parse_sop(OFFICE).steps

    leads = [
        [route.target for route in step.next.values()] for step in steps
    ]  # SUBMIT or APPROVE, then REJECT

    assert leads == [
        ["bentuk-tim"],
        ["kumpulkan-data"],
        ["periksa-kasubbag"],
        ["periksa-sekretaris", "kumpulkan-data"],
        ["tanda-tangan", "periksa-kasubbag"],
        ["terima-lkj", "periksa-sekretaris"],
        ["kirim-lkj"],
        [None],
    ]


def test_words_and_classes_are_translated() -> None:
    sop = parse_sop(OFFICE)
    review = sop.step("periksa-kasubbag")

    assert review.next[Decision.APPROVE].endorsement is Endorsement.PARAF
    assert sop.step("tanda-tangan").next[Decision.APPROVE].endorsement is Endorsement.SIGNATURE
    assert review.next[Decision.REJECT].endorsement is None
    assert {reason.reason_class for reason in sop.reasons} == set(ReasonClass)
    assert [reason.id for reason in sop.reasons if reason.paper_only] == ["tidak_tercatat"]


def test_a_missing_repeat_button_repeats_the_button() -> None:
    submit = parse_sop(OFFICE).step("terima-disposisi").next[Decision.SUBMIT]

    assert submit.repeat_button == submit.button == "Teruskan ke Kasubbag"


def test_a_quite_different_sop_is_read_by_the_same_code() -> None:
    sop = parse_sop(OTHER)

    assert sop.version == 3
    assert sop.step("verifikasi").finishers == ("loket", "kasi")
    assert not sop.step("verifikasi").is_ordered
    assert sop.step("tanda-tangan-lurah").next[Decision.REJECT].target == "verifikasi"
    assert (sop.receivers, sop.separation, sop.cancellers) == ((), (), ())
    assert sop.identity.adoption.revised_on == ""


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    assert parse_sop("\ufeff" + OFFICE.replace("\n", "\r\n")) == parse_sop(OFFICE)


def test_a_line_break_inside_a_note_is_kept() -> None:
    text = changed('peringatan = "Jika', 'peringatan = "Baris satu.\\nJika')

    assert parse_sop(text).identity.warning.startswith("Baris satu.\nJika")


def test_all_problems_are_reported_at_once() -> None:
    places = [place for place, _ in problems_of(WRONG)]

    assert sorted(places) == sorted([
        "versi",
        "nama",
        "nama_singkat",
        "nama_singkt",
        "instansi",
        "dasar_hukum[1]",
        "peralatan",
        "id",
        "pelaksana[1] (staf).atasan",
        "pelaksana[3] (staf).atasan",
        "pelaksana[3] (staf).id",
        "kewenangan.mendaftarkan",
        "kewenangan.membatalkan[1]",
        "pemisahan[1].langkah",
        "pemisahan[2].langkah[2]",
        "pemisahan[2].langkah[3]",
        "langkah[1] (tulis).nomor",
        "langkah[1] (tulis).waktu_menit",
        "langkah[1] (tulis).tombol_mulai",
        "langkah[1] (tulis).keputusan.serahkan.ke",
        "langkah[1] (tulis).keputusan.serahkan.tombol",
        "langkah[1] (tulis).keputusan.serahkan.pengesahan",
        "langkah[2] (periksa).memulai",
        "langkah[2] (periksa).waktu_menit",
        "langkah[2] (periksa).keputusan",
        "langkah[2] (periksa).keputusan.serahkan.ke",
        "langkah[2] (periksa).keputusan.kembalikan.ke",
        "langkah[3] (simpan).waktu_menit",
        "langkah[3] (simpan).keputusan",
        "langkah[3] (simpan).keputusan",
        "alasan[1] (lupa).kelas",
        "alasan",
    ])  # fmt: skip


STEP3 = "langkah[3] (kumpulkan-data)"
STEP4 = "langkah[4] (periksa-kasubbag)"


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ('ke = "periksa-kasubbag"', 'ke = "periksa-kasubag"',
         f"{STEP3}.keputusan.serahkan.ke",
         'Langkah "periksa-kasubag" tidak ada dalam SOP ini. Maksudnya "periksa-kasubbag"?'),
        ('ke = "periksa-kasubbag"', 'ke = "bentuk-tim"',
         f"{STEP3}.keputusan.serahkan.ke", "langkah sesudahnya"),
        ('ke = "kumpulkan-data"\ntombol = "Kembalikan', 'ke = "selesai"\ntombol = "Kembalikan',
         f"{STEP4}.keputusan.kembalikan.ke", "langkah sebelumnya"),
        ('ke = "kumpulkan-data"\ntombol = "Kembalikan',
         'ke = "periksa-kasubbag"\ntombol = "Kembalikan',
         f"{STEP4}.keputusan.kembalikan.ke", "langkah sebelumnya"),
        ('tombol_mulai = "Perintahkan pengumpulan data"\n', "",
         f"{STEP3}.tombol_mulai", "diperlukan"),
        ('tombol_mulai = "Perintahkan pengumpulan data"', 'tombol_mulai = "  "',
         f"{STEP3}.tombol_mulai", "diperlukan"),
        ("tombol_mulai =", "tombol_mula =", f"{STEP3}.tombol_mula", '"tombol_mulai"?'),
        ("waktu_menit = 60", "waktu_menit = true", f"{STEP3}.waktu_menit", "true atau false"),
        ("waktu_menit = 60", "waktu_menit = 0", f"{STEP3}.waktu_menit", "dari 1"),
        ("waktu_menit = 60", "waktu_menit = 1000001", f"{STEP3}.waktu_menit", "1.000.000"),
        ("waktu_menit = 60", 'waktu_menit = "60"', f"{STEP3}.waktu_menit", "bukan teks"),
        ("waktu_menit = 60", "waktu_menit = 2026-03-02", f"{STEP3}.waktu_menit", "tanggal"),
        ("nomor = 3", "nomor = 4", f"{STEP3}.nomor", "Nomor harus 3"),
        ('menyelesaikan = ["tim_lkj"]', 'menyelesaikan = ["tim"]',
         f"{STEP3}.menyelesaikan[1]", 'Pelaksana "tim" tidak ada'),
        ('menyelesaikan = ["tim_lkj"]', 'menyelesaikan = ["tim_lkj", 5]',
         f"{STEP3}.menyelesaikan[2]", "Harus berupa teks"),
        ('menyelesaikan = ["tim_lkj"]', 'menyelesaikan = ["tim_lkj", "tim_lkj"]',
         f"{STEP3}.menyelesaikan[2]", "dua kali"),
        ('atasan = ""', 'atasan = "tim_lkj"', "pelaksana[1] (sekretaris).atasan",
         "sekretaris → kepala_satuan → tim_lkj → kasubbag_renja_monev → sekretaris"),
        ('id = "salah_hitung"', 'id = "data_belum_lengkap"',
         "alasan[2] (data_belum_lengkap).id", "sudah dipakai oleh alasan[1]"),
        ('id = "bentuk-tim"', 'id = "selesai"', "langkah[2] (selesai).id", "akhir SOP"),
        ('id = "bentuk-tim"', 'id = "Bentuk Tim"', "langkah[2] (Bentuk Tim).id", "huruf kecil"),
        ('id = "bentuk-tim"', f'id = "{"x" * 65}"', "langkah[2].id", "paling panjang 64"),
        ('id = "bentuk-tim"', 'id = "../../etc"', "langkah[2] (../../etc).id", "huruf kecil"),
        ('mendaftarkan = ["sekretaris"]', "mendaftarkan = []",
         "kewenangan.mendaftarkan", "kosong"),
        ("[kewenangan]", "[kewenangn]", "kewenangn", 'Maksudnya "kewenangan"?'),
        ("[langkah.keputusan.setujui]", "[langkah.keputusan.setuju]",
         f"{STEP4}.keputusan.setuju", 'Maksudnya "setujui"?'),
        ("[langkah.keputusan.setujui]", "[langkah.keputusan.serahkan]",
         f"{STEP4}.keputusan", "serahkan, kembalikan"),
        ('pengesahan = "paraf"', 'pengesahan = "parap"',
         f"{STEP4}.keputusan.setujui.pengesahan", 'Maksudnya "paraf"?'),
        ('tombol = "Teruskan ke Kasubbag"', 'tombol = ""',
         "langkah[1] (terima-disposisi).keputusan.serahkan.tombol", "kosong"),
        ('kelengkapan = ["Dokumen"]', 'kelengkapan = ["Dokumen", 5]',
         "langkah[8] (kirim-lkj).kelengkapan[2]", "Harus berupa teks"),
        ('nama = "Tim LKj"', 'nama = "Tim\\u0000LKj"',
         "pelaksana[3] (tim_lkj).nama", "karakter kendali"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(old: str, new: str, place: str, says: str) -> None:
    told = dict(problems_of(changed(old, new)))

    assert says in told[place]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("waktu_menit = 60", "waktu_menit = 60 60", "ganti baris"),
        ('nama = "Tim LKj"', 'nama = "Tim LKj', "tanda kutip"),
        ("[kewenangan]", "[pengesahan]", "sudah ditulis"),
        ("versi = 1", "versi = satu", "diapit tanda kutip"),
        ("versi = 1", "versi 1", "sama dengan"),
    ],
)
def test_broken_toml_is_told_with_its_line(old: str, new: str, says: str) -> None:
    line = OFFICE[: OFFICE.index(old)].count("\n") + 1

    ((place, message),) = problems_of(changed(old, new))

    assert place == f"baris {line}"
    assert says in message


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, "a = " + "1" * 5_000, 'a = "\ud800"'])
def test_a_hostile_file_is_refused_like_any_other(text: str) -> None:
    assert [place for place, _ in problems_of(text)] == ["berkas"]


def test_a_step_that_nothing_leads_to_is_told() -> None:
    skipping = changed('ke = "bentuk-tim"', 'ke = "kumpulkan-data"')

    assert problems_of(skipping) == [
        ("langkah[2] (bentuk-tim)", "Langkah ini tidak dapat dicapai dari langkah pertama.")
    ]


def test_a_step_that_only_a_return_leads_to_is_fine() -> None:
    skipping = changed('ke = "verifikasi"', 'ke = "konsep"', OTHER)

    assert parse_sop(skipping).first_step.next[Decision.SUBMIT].target == "konsep"


def test_steps_that_never_end_are_told() -> None:
    circling = changed('ke = "selesai"', 'ke = "terima-lkj"')

    told = problems_of(circling)

    assert told[0][0] == "langkah[8] (kirim-lkj).keputusan.serahkan.ke"
    assert len(told) == 1 + 8
    assert {message for _, message in told[1:]} == {
        "Dari langkah ini SOP tidak pernah dapat selesai."
    }


def test_a_problem_reads_as_place_and_sentence() -> None:
    problem = Problem("langkah[3] (kumpulkan-data).nomor", "Nomor harus 3.")

    assert str(problem) == "langkah[3] (kumpulkan-data).nomor: Nomor harus 3."


def test_one_wrong_target_does_not_echo_at_other_steps() -> None:
    assert len(problems_of(changed('ke = "tanda-tangan"', 'ke = "tandatangan"'))) == 1


def test_returns_need_a_reason_that_is_not_for_paper_only() -> None:
    without = OTHER[: OTHER.index("[[alasan]]")]
    on_paper = without + (
        '[[alasan]]\nid = "x"\nnama = "X"\nkelas = "mutu"\nkhusus_berkas = true\n'
    )

    assert [place for place, _ in problems_of(without)] == ["alasan"]
    assert [place for place, _ in problems_of(on_paper)] == ["alasan"]


def test_a_missing_table_is_told_once() -> None:
    start, end = OFFICE.index("[pengesahan]"), OFFICE.index("# Columns of the sheet")

    assert problems_of(OFFICE[:start] + OFFICE[end:]) == [
        ("pengesahan", "Kunci ini belum ada.")
    ]


def test_an_empty_target_is_told_as_empty_only() -> None:
    problems = problems_of(changed('ke = "periksa-sekretaris"', 'ke = ""'))

    assert [place for place, _ in problems if place.endswith(".ke")] == [
        "langkah[4] (periksa-kasubbag).keputusan.setujui.ke"
    ]


def test_an_empty_list_is_told() -> None:
    assert ("langkah", "Daftar ini masih kosong.") in problems_of("langkah = []")
