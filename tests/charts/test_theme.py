"""What all pictures share."""

from lkj.charts.theme import room_beside


def test_long_words_beside_a_row_get_room() -> None:
    assert room_beside([]) == room_beside([""]) == 16
    assert room_beside(["○ 7"], least=48) == 48
    assert room_beside(["○ 7", "median 659 menit · 471 dari 22.639 sesuai"]) > 250
