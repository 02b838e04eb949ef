"""One function, one intention, one transaction; each authorises by itself."""
