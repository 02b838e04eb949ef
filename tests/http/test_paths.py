import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.http.paths import Access, access_of, safe_next


def access(path: str) -> Access:
    return access_of({"path": path, "raw_path": path.encode()})


@given(st.text(max_size=40))
def test_whatever_is_not_named_is_not_open(text: str) -> None:
    path = "/" + text

    is_named = path.startswith(("/static/", "/atur-sandi/")) or path in {
        "/masuk",
        "/sehat",
        "/favicon.png",
        "/_stcore/health",
    }
    assert is_named or access(path) is not Access.OPEN


@given(st.text(alphabet="/\\.:?#@%ab \t\n\r", max_size=20))
def test_a_next_address_stays_on_this_host(text: str) -> None:
    target = safe_next(text)

    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))
    assert target.isprintable()


@pytest.mark.parametrize("target", ["/", "/laporan", "/laporan?id=1&x=%2F", "/a/b#c"])
def test_an_address_of_ours_is_kept(target: str) -> None:
    assert safe_next(target) == target


@pytest.mark.parametrize("path", ["/static/x.js", "/static/media/Source-Sans_1.woff2"])
def test_files_of_the_frame_are_open(path: str) -> None:
    assert access(path) is Access.OPEN


@pytest.mark.parametrize(
    "path", ["/static", "/static/", "/static/<b>", "/static/é", "/statics/x"]
)
def test_what_only_looks_like_a_file_of_the_frame_is_not(path: str) -> None:
    assert access(path) is Access.PRIVATE
