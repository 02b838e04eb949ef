"""`python -m tests.torture`; see `run`."""

# Processes that the runs start import this module again: what is heavy waits for the first.
if __name__ == "__main__":
    from tests.torture.run import main

    main()
