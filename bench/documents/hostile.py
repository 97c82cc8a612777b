"""Writes documents that are made to break what reads them.

    python3 hostile.py OUT
"""

import struct
import sys
import zipfile
import zlib
from pathlib import Path

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
END = "</w:body></w:document>"


def docx(path, document, more=()):
    """An archive with this text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("word/document.xml", document)
        for name, content in more:
            archive.writestr(name, content)


def pdf(objects, trailer=b"", tail=b""):
    """A document of these objects, numbered from 1; the first is the catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % at + tail)


def stream(data, more=b""):
    """A packed stream."""
    packed = zlib.compress(data, 9)
    head = b"<< /Length %d /Filter /FlateDecode %s >>\n" % (len(packed), more)
    return head + b"stream\n" + packed + b"\nendstream"


def page(content, resources=b"/Font << /F 5 0 R >>", more=()):
    """A document of one page."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>"
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    return pdf([catalog, kids, sheet % resources, content, font, *more])


def bombs(out):
    """What grows when it is unpacked."""
    zeros = b"\0" * (1 << 20)
    nested = zlib.compress(zlib.compress(zeros * 512, 9), 9)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(nested)
    (out / "flate-twice.pdf").write_bytes(page(head + nested + b"\nendstream"))
    (out / "flate-4g.pdf").write_bytes(page(stream(b"q Q " * (1 << 28))))
    with zipfile.ZipFile(out / "bomb.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(WORD.encode())
            for _ in range(4_096):
                part.write(b"<w:p/>" * (len(zeros) // 6))
    with zipfile.ZipFile(out / "many-parts.docx", "w") as archive:
        archive.writestr("word/document.xml", WORD + END)
        for index in range(60_000):
            archive.writestr(f"word/media/{index}.png", b"")


def xml(out):
    """Entities, attributes and nesting."""
    levels = "".join(f'<!ENTITY l{i} "{"&l%d;" % (i - 1) * 10}">' for i in range(1, 10))
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "lol">{levels}]>'
    docx(out / "billion-laughs.docx", laughs + WORD + "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>" + END)
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    docx(out / "outside-entity.docx", outside + WORD + "<w:p><w:r><w:t>&f;</w:t></w:r></w:p>" + END)
    big = '<!DOCTYPE x [<!ENTITY a "%s">]>' % ("a" * 100_000)
    docx(out / "quadratic.docx", big + WORD + "<w:p><w:r><w:t>" + "&a;" * 100_000 + "</w:t></w:r></w:p>" + END)
    many = "".join(f' a{i}="1"' for i in range(200_000))
    docx(out / "attributes.docx", WORD + f"<w:p{many}/>" + END)
    docx(out / "deep.docx", WORD + "<w:tbl><w:tr><w:tc>" * 100_000 + END)
    docx(out / "paragraphs.docx", WORD + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 500_000 + END)
    docx(out / "truncated.xml.docx", WORD + "<w:p><w:r><w:t>half")


def structures(out):
    """References, nesting and counts of PDF."""
    circle = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"
    (out / "pages-circle.pdf").write_bytes(pdf([b"<< /Type /Catalog /Pages 2 0 R >>", circle]))
    loop = stream(b"/X Do " * 50, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    (out / "form-circle.pdf").write_bytes(page(stream(b"/X Do"), b"/XObject << /X 6 0 R >>", [loop]))
    nest = b"[" * 200_000 + b"]" * 200_000
    (out / "deep-array.pdf").write_bytes(page(stream(b"BT ET"), b"/Font << /F 5 0 R >> /Deep " + nest))
    (out / "deep-content.pdf").write_bytes(page(stream(nest + b" TJ " + b"q " * 1_000_000)))
    kids = b" ".join(b"%d 0 R" % n for n in range(4, 10_004))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 10004 0 R /Resources << /Font << /F 3 0 R >> >> >>"
    pages = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [" + kids + b"] /Count 10000 >>"]
    text = stream(b"BT /F 12 Tf 60 700 Td (one page of ten thousand) Tj ET")
    (out / "ten-thousand-pages.pdf").write_bytes(pdf([*pages, font, *[sheet] * 10_000, text]))
    huge = b"<< /Length 4294967295 >>\nstream\nBT /F 12 Tf 60 700 Td (claims four gigabytes) Tj ET\nendstream"
    (out / "declared-4g.pdf").write_bytes(page(huge))
    image = b"<< /Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Length 4 >>\nstream\nabcd\nendstream"
    (out / "huge-picture.pdf").write_bytes(page(stream(b"/I Do"), b"/XObject << /I 6 0 R >>", [image]))
    letters = b"BT /F 12 Tf " + b"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj " * 200_000 + b"ET"
    (out / "letters.pdf").write_bytes(page(stream(letters)))
    squares = b"".join(b"%d %d 9 9 re f " % (i % 500, i % 800) for i in range(200_000))
    cross = squares + b"BT /F 12 Tf " + b"(aaaaaaaaaa) Tj " * 20_000 + b"ET"
    (out / "surfaces-and-letters.pdf").write_bytes(page(stream(cross)))
    whole = page(stream(b"BT /F 12 Tf 60 700 Td (whole) Tj ET"))
    for share in (10, 50, 90, 99):
        (out / f"truncated-{share}.pdf").write_bytes(whole[: len(whole) * share // 100])
    (out / "previous-circle.pdf").write_bytes(pdf([b"<< /Type /Catalog /Pages 2 0 R >>", circle], b"/Prev 9"))


def mixtures(out):
    """Two formats in one file, and other oddities."""
    whole = page(stream(b"BT /F 12 Tf 60 700 Td (both) Tj ET"))
    docx(out / "part.zip", WORD + "<w:p><w:r><w:t>both</w:t></w:r></w:p>" + END)
    archive = (out / "part.zip").read_bytes()
    (out / "part.zip").unlink()
    (out / "pdf-and-docx.pdf").write_bytes(whole + archive)
    (out / "docx-and-pdf.docx").write_bytes(archive + whole)
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, 17, 0)
    (out / "declared-4g.docx").write_bytes(local + b"word/document.xml" + b"x" * 100)
    (out / "nested.rtf").write_bytes(b"{\\rtf1" + b"{" * 1_000_000)
    (out / "binary.rtf").write_bytes(b"{\\rtf1 \\bin4294967295 x}")
    (out / "tags.html").write_bytes(b"<html>" + b"<div>" * 500_000 + b"text")
    (out / "open.html").write_bytes(b"<html><p>" + b"<" * 1_000_000)
    (out / "comments.html").write_bytes(b"<html>" + b"<!--" * 500_000)
    (out / "links.md").write_bytes(b"# a\n## b\n" + b"[" * 1_000_000 + b"](" * 1_000)
    (out / "stars.md").write_bytes(b"# a\n## b\n" + b"*_" * 1_000_000)
    (out / "one-line.txt").write_bytes(b"a " * 8_000_000)
    (out / "many-lines.txt").write_bytes(b"Experience\n2019 - 2020\n" * 400_000)
    (out / "digits.txt").write_bytes(b"Experience\nEducation\nSkills\n" + b"1" * 2_000_000 + b"\n" + b"1-2-" * 500_000)
    (out / "at.txt").write_bytes(b"Experience\nEducation\nSkills\n" + b"a@" * 1_000_000)
    (out / "empty.pdf").write_bytes(b"")
    (out / "nothing.pdf").write_bytes(b"%PDF-1.7")


def main():
    """Writes them all."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for make in (bombs, xml, structures, mixtures):
        make(out)
    print(f"{len(list(out.iterdir()))} hostile documents in {out}")


if __name__ == "__main__":
    main()
