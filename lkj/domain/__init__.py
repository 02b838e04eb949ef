"""The SOP, its workflow and who may do what: standard library only, no clock, no I/O."""
