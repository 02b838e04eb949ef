"""Why no reminder is sent."""

from lkj.errors.refusal import LkjError


class RemindersUnset(LkjError):
    """No file of channels is configured: nothing is sent."""


class InvalidChannels(LkjError):
    """The file of channels is wrong. Facts: `problems`: every one, with its place."""
