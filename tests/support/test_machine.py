"""What is got from the machine's packages."""

from tests.support.machine import program, wanted


def test_only_packages_of_missing_programs_are_wanted() -> None:
    found = {"nginx": None, "openssl": "/usr/bin/openssl", "systemd-analyze": None}

    assert wanted(found) == ["nginx-light", "systemd"]


def test_a_program_that_is_not_there_is_nowhere() -> None:
    assert program("sh") is not None
    assert program("tidak-ada-program-ini") is None
