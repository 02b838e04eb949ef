"""What several tests share: the real app, a real browser, accessibility, what is missing."""
