"""Errors of the operating system are told in Indonesian."""

import errno

import pytest

from lkj.labels.system_words import os_problem, text_problem


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "tidak ada"),
        (errno.EACCES, "tidak boleh dibuka"),
        (errno.EISDIR, "berupa folder, bukan berkas"),
        (errno.ENOSPC, "penyimpanan penuh"),
    ],
)
def test_what_happens_often_has_its_words(number: int, words: str) -> None:
    assert os_problem(OSError(number, "as the system says")) == words


def test_what_is_rare_keeps_the_words_of_the_system() -> None:
    assert os_problem(OSError(errno.EPIPE, "Broken pipe")) == "Broken pipe"
    assert os_problem(OSError("no number")) == "no number"


def test_bytes_that_are_no_text_are_told_apart() -> None:
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    assert text_problem(error) == "bukan teks UTF-8"
    assert text_problem(FileNotFoundError(errno.ENOENT, "x")) == "tidak ada"
