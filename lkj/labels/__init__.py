"""Everything users read that is not in an SOP file: words, formats, sentences. Indonesian."""
