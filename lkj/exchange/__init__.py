"""Bytes to rows and rows to bytes: the formats that leave and enter the product."""
