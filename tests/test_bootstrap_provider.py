"""Settings of the identity provider, read with all others."""

import pytest

from lkj.bootstrap import settings_from_env
from lkj.errors import InvalidSettings


def test_settings_of_a_provider_are_told_with_all_other_problems() -> None:
    given = {"LKJ_OIDC_ISSUER": "http://masuk.example", "LKJ_REENTER_PASSWORD": "mungkin"}

    with pytest.raises(InvalidSettings) as caught:
        settings_from_env(given)

    names = [str(problem).split(":")[0] for problem in caught.value.facts["problems"]]  # type: ignore[attr-defined]
    assert names == [
        "LKJ_REENTER_PASSWORD",
        "LKJ_OIDC_ISSUER",
        "LKJ_OIDC_CLIENT_ID",
        "LKJ_OIDC_CLIENT_SECRET",
        "LKJ_PUBLIC_URL",
    ]


def test_the_password_is_closed_only_where_there_is_a_provider() -> None:
    with pytest.raises(InvalidSettings, match="LKJ_PASSWORD_FOR_ALL"):
        settings_from_env({"LKJ_PASSWORD_FOR_ALL": "tidak"})


def test_a_provider_and_its_switches_are_read() -> None:
    settings = settings_from_env(
        {
            "LKJ_PUBLIC_URL": "https://lkj.example",
            "LKJ_OIDC_ISSUER": "https://masuk.example",
            "LKJ_OIDC_CLIENT_ID": "monev-lkj",
            "LKJ_OIDC_CLIENT_SECRET": "rahasia",
            "LKJ_PASSWORD_FOR_ALL": "tidak",
            "LKJ_REENTER_PASSWORD": "ya",
        }
    )

    assert settings.oidc is not None
    assert settings.oidc.claim == "preferred_username"
    assert (settings.password_for_all, settings.reenters_password) == (False, True)
    assert "rahasia" not in repr(settings)
