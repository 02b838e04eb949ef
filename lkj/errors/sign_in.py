"""Refusals while somebody signs in, or confirms who they are."""

from lkj.errors.refusal import DecisionRefused, LkjError


class SessionEnded(LkjError):
    """Signed out, timed out, revoked, or never signed in."""


class SignInRefused(LkjError):
    """Name or password is wrong, or the account is disabled; never says which."""


class TooManyAttempts(LkjError):
    """Too many failed sign-ins. Facts: `minutes`."""


class PasswordRefused(LkjError):
    """The new password breaks the policy. Facts: `problems` (codes)."""


class LinkInvalid(LkjError):
    """The one-time link was used, has expired, or never existed."""


class ProviderUnavailable(LkjError):
    """The identity provider gives no usable answer. Facts: `problem` (a code)."""


class ProviderRefused(LkjError):
    """What came back from the identity provider does not hold. Facts: `problem` (a code)."""


class IdentityUnknown(LkjError):
    """No account of ours carries this identity. Facts: `identity`."""


class IdentityElsewhere(LkjError):
    """The account is bound to another subject or provider. Facts: `identity`."""


class AccountDisabled(LkjError):
    """The account, or its person, is no longer active; told to its proven owner only."""


class OtherIdentity(LkjError):
    """Somebody else than the signed-in person proved who they are."""


class SignatureUnconfirmed(DecisionRefused):
    """A signature waits for its signer to prove again who they are. Facts: `way` (a code)."""


class ReenteredWrong(LkjError):
    """The password that was entered again before a signature is wrong."""
