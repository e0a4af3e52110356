"""Links as QR codes, to be scanned from a screen."""

from io import BytesIO

import segno


def qr_code(link: str) -> str:
    """The code of a link, as SVG."""
    image = BytesIO()
    segno.make(link, micro=False).save(image, kind="svg", scale=4, xmldecl=False)
    return image.getvalue().decode()
