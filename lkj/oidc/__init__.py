"""Signing in at an identity provider (OpenID Connect); the only home of its protocol."""
