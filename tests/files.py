"""Small files of the kinds that people attach, and files that only claim to be."""

import io
import zipfile

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
GPS, MAKER = 34853, 271


def docx(**parts: bytes) -> bytes:
    """A package with the parts of a Word file, and these."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w:document/>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.bin", content)
    return file.getvalue()


def picture(kind: str = "JPEG") -> bytes:
    """A small picture that says where and with what it was taken."""
    image = Image.new("RGB", (8, 4), "red")
    exif = Image.Exif()
    exif[MAKER] = "示例相机"
    exif.get_ifd(GPS)[1] = "N"
    file = io.BytesIO()
    image.save(file, kind, exif=exif, comment=b"taken at home")
    return file.getvalue()
