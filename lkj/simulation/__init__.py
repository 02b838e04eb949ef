"""The example history: a believable office, made by one seeded generator, clearly labelled."""
