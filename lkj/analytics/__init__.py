"""Tables computed from the event log: pure functions, DataFrame in, DataFrame out."""
