"""Documents in the form of naskah dinas: plain texts and rows, and a template, make a file."""
