"""Tests mirror lkj/: tests/<layer>/test_<module>.py."""
