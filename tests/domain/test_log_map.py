from zoneinfo import ZoneInfo

import pytest

from lkj.domain.log_map import ActKind, LogColumns, LogMap, MappedActivity, check_map, parse_map
from lkj.errors import InvalidLogMap
from tests.support.sops import office_sop

WHOLE = """
zona = "Asia/Pontianak"
abaikan = ["catatan"]
[kolom]
kasus = "id"
aktivitas = "apa"
selesai = "kapan"
mulai = "sejak"
daur_hidup = "daur"
orang = "siapa"
peran = "jabatan"
[daur_hidup]
mulai = ["start", "resume"]
selesai = ["complete"]
[[aktivitas]]
nama = "Kirim"
langkah = "kumpulkan-data"
jenis = "serahkan"
pelaksana = "tim_lkj"
[[aktivitas]]
nama = "Tolak"
langkah = "reviu"
jenis = "kembalikan"
"""
SMALL = """
zona = "UTC"
[kolom]
kasus = "id"
aktivitas = "apa"
selesai = "kapan"
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(InvalidLogMap) as refused:
        parse_map(text)
    return [str(problem) for problem in refused.value.facts["problems"]]  # type: ignore[attr-defined]


def test_a_map_says_columns_zone_lifecycle_and_activities() -> None:
    assert parse_map(WHOLE) == LogMap(
        columns=LogColumns("id", "apa", "kapan", "sejak", "daur", "siapa", "jabatan"),
        zone=ZoneInfo("Asia/Pontianak"),
        activities=(
            MappedActivity("Kirim", "kumpulkan-data", ActKind.SUBMITTED, "tim_lkj"),
            MappedActivity("Tolak", "reviu", ActKind.REJECTED),
        ),
        ignored=("catatan",),
        start_words=("start", "resume"),
    )


def test_what_may_be_left_out_has_the_usual_words() -> None:
    small = parse_map("\ufeff" + SMALL)

    assert small.columns == LogColumns("id", "apa", "kapan")
    assert (small.activities, small.ignored) == ((), ())
    assert (small.start_words, small.finish_words) == (("start",), ("complete",))


def test_a_file_that_is_no_toml_is_refused() -> None:
    assert problems_of("zona = ")[0].startswith("berkas: Bukan TOML yang benar: ")


def test_every_problem_of_a_map_is_told_at_once() -> None:
    text = """
zona = "Asia/Pontianakk"
warna = "biru"
[kolom]
kasus = ""
aktivitas = "apa"
tahun = "x"
[daur_hidup]
mulai = []
selesai = ["complete"]
[[aktivitas]]
nama = "Kirim"
langkah = "satu"
jenis = "kirim"
"""

    places = [problem.split(": ")[0] for problem in problems_of(text)]

    assert sorted(places) == [
        "aktivitas[1].jenis",
        "daur_hidup.mulai",
        "kolom.kasus",
        "kolom.selesai",
        "kolom.tahun",
        "warna",
        "zona",
    ]


@pytest.mark.parametrize("zone", ["../../etc/passwd", "Mars/Utara", "Asia"])
def test_a_zone_that_no_map_of_zones_has_is_refused(zone: str) -> None:
    (problem,) = problems_of(SMALL.replace("UTC", zone))

    assert problem.startswith("zona: Zona waktu ")


def test_an_activity_is_mapped_once_and_not_ignored_too() -> None:
    one = '[[aktivitas]]\nnama = "A"\nlangkah = "x"\njenis = "mulai"\n'

    assert problems_of(f'abaikan = ["A"]\n{SMALL}{one}{one}') == [
        'aktivitas[2].nama: "A" sudah dipetakan oleh aktivitas[1].',
        'abaikan: "A" dipetakan oleh aktivitas[1] juga.',
    ]


def test_a_map_of_the_sops_steps_and_roles_fits() -> None:
    step, role = office_sop().steps[0], office_sop().roles[0]
    fitting = MappedActivity("Kirim", step.id, ActKind.REJECTED, role.id)

    check_map(LogMap(LogColumns("a", "b", "c"), ZoneInfo("UTC"), (fitting,)), office_sop())


def test_steps_and_roles_that_the_sop_lacks_are_all_told() -> None:
    step, role = office_sop().steps[0], office_sop().roles[0]
    wrong = (
        MappedActivity("Kirim", step.id + "x", ActKind.SUBMITTED, role.id + "x"),
        MappedActivity("Lain", "qqqqqq", ActKind.SUBMITTED),
    )

    with pytest.raises(InvalidLogMap) as refused:
        check_map(LogMap(LogColumns("a", "b", "c"), ZoneInfo("UTC"), wrong), office_sop())

    told = [str(one) for one in refused.value.facts["problems"]]  # type: ignore[attr-defined]
    assert told == [
        f'aktivitas[1] ("Kirim"): Langkah "{step.id}x" tidak ada dalam SOP. '
        f'Maksudnya "{step.id}"?',
        f'aktivitas[1] ("Kirim"): Pelaksana "{role.id}x" tidak ada dalam SOP. '
        f'Maksudnya "{role.id}"?',
        'aktivitas[2] ("Lain"): Langkah "qqqqqq" tidak ada dalam SOP.',
    ]
