"""Messages to people outside the app: where they go, and the library that sends them."""
