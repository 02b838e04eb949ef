"""Documents beside a report: the formats that are kept."""

from collections.abc import Mapping
from enum import StrEnum


class DocumentFormat(StrEnum):
    """A kind of file that may be attached, named by its usual ending."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPG = "jpg"


_OFFICE = "application/vnd.openxmlformats-officedocument"

MEDIA_TYPE: Mapping[DocumentFormat, str] = {
    DocumentFormat.PDF: "application/pdf",
    DocumentFormat.DOCX: f"{_OFFICE}.wordprocessingml.document",
    DocumentFormat.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    DocumentFormat.PNG: "image/png",
    DocumentFormat.JPG: "image/jpeg",
}
