from lkj.http.wording import PASSWORD_PROBLEM
from lkj.usecases.passwords import PasswordProblem


def test_every_reason_to_refuse_a_password_has_its_sentence() -> None:
    assert set(PASSWORD_PROBLEM) == set(PasswordProblem)
