"""A QR code of an address, as a drawing."""

import io

import segno

from lkj.documents.content import Picture

_WIDTH_MM = 17


def qr_code(address: str) -> Picture:
    """A square for the camera of a phone; without a logo, so that it imitates no other."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return Picture(drawn.getvalue().decode(), _WIDTH_MM)
