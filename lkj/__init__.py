"""Monitoring and evaluation of an SOP: step times against mutu baku, returns, status."""
