"""What the product costs beside what peers and the machine can do; `make bench` runs it."""
