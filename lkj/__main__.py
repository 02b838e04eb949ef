"""`python -m lkj …`: the administrator's door."""

from lkj.cli import main

main()
