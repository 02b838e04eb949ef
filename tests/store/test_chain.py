from hashlib import sha256

import pytest

from lkj.store.chain import Head, row_hash, short_code, text_digest


def test_the_hash_is_sha_256_of_label_line_feed_and_a_compact_json_array() -> None:
    text = 'lkj-event-v1\n["aa",1,"Sekretaris é","",null]'

    assert row_hash("lkj-event-v1", "aa", [1, "Sekretaris é", "", None]) == (
        sha256(text.encode()).hexdigest()
    )


def test_cells_cannot_move_into_their_neighbours() -> None:
    assert row_hash("x", "", ["a", "b"]) != row_hash("x", "", ['a","b'])


def test_the_same_row_hashes_differently_in_another_table() -> None:
    assert row_hash("lkj-event-v1", "", [1]) != row_hash("lkj-audit-v1", "", [1])


def test_the_digest_of_a_text_depends_on_its_salt() -> None:
    assert text_digest("5a", "catatan") == sha256(b"5acatatan").hexdigest()
    assert text_digest("5a", "catatan") != text_digest("5b", "catatan")


def test_a_lone_surrogate_cannot_be_hashed() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        row_hash("x", "", ["\ud800"])


def test_people_see_four_groups_of_four_capital_digits() -> None:
    digest = "7f3a91c20b4d55e1" + "0" * 48

    assert short_code(digest) == "7F3A-91C2-0B4D-55E1"
    assert Head(3, digest).code == "7F3A-91C2-0B4D-55E1"


def test_an_empty_chain_has_no_code() -> None:
    assert Head(0, "").code == ""
