"""Writes the files that fuzzing begins with, into `corpus/`; all are invented.

    python3 fuzz/seeds.py
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent

RESUME = """Ana Example
ana@example.com | +1 202 555 0101 | https://example.com

Experience
Engineer, Example Works    Jan 2019 – Present
• Built a thing, März 2020
Education
Example University, BSc in Physics, 2014 - 2018
Skills
Rust, SQL
"""

CONTENT = b"""q 0.5 g 10 10 100 100 re f Q BT /F 12 Tf 1 0 0 1 60 700 Tm 14 TL
(Ana Example) Tj T* [(Exper) -20 (ience)] TJ (2019 - 2020) ' 3 Tr (hidden) Tj 0 Tr
1 1 1 rg (white) Tj 0 g /G gs /X Do ET BI /W 1 /H 1 /BPC 8 /CS /G ID x EI
/OC /L BDC (layer) Tj EMC <</ActualText (actual)>> BDC (letters) Tj EMC"""

XMP = b"""<x:xmpmeta><rdf:RDF><rdf:Description xmpMM:DocumentID="uuid:0f3a-11aa-22bb-33cc-44dd"
 xmp:CreateDate='2026-01-05T10:00:00Z'><pdf:Producer>own</pdf:Producer></rdf:Description>"""

CMAP = b"""1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfchar <41> <0041> <42> <00660069>
endbfchar 1 beginbfrange <43> <50> <0043> endbfrange"""

RTF = b"""\\ansi{\\fonttbl{\\f0 Own;}}{\\info{\\author Ana}{\\creatim\\yr2026\\mo1\\dy5}}{\\*\\rsidtbl
\\rsid11 \\rsid22}\\uc1 Ana Ex\\'e1mple \\u233?\\par {\\v hidden}\\fs2 small\\par\\cf1 \\trowd\\cell\\row}"""

HTML = b"""<head><title>Ana</title></head><body><h1>Ana Example</h1><p style="color:#fff">white</p>
<ul><li>Built &amp; &#233;</li></ul><table><tr><td>2019</td></tr></table><!-- note --><script>x</script>"""

MARKDOWN = b"""- item *bold* [link](https://example.com)\n\n| a | b |\n|---|---|\n```\ncode\n```\n"""

DOCX = b"""<document><body><p><pPr><pStyle val='a'/></pPr><r><rPr><vanish/><color val='FFFFFF'/>
<sz val='2'/></rPr><t>Ana</t><tab/></r><del><r><delText>x</delText></r></del><hyperlink/></p>
<tbl><tr><tc><p><r><t>2019</t></r></p></tc></tr></tbl><drawing><docPr name='a.png'/></drawing></body></document>"""

STYLES = b"<styles><style styleId='a'><basedOn val='b'/><name val='heading 1'/><rPr><b/></rPr></style></styles>"
SETTINGS = b"<settings><rsids><rsidRoot val='00AA'/><rsid val='00BB'/></rsids><docId val='{ABCDEF12}'/></settings>"
CORE = b"<core><creator>Ana</creator><created>2026-01-05T10:00:00Z</created><revision>3</revision></core>"
ODT = b"""<content><automatic-styles><style name='T1'><text-properties rsid='0011aa22' display='none'/></style>
</automatic-styles><body><text><h outline-level='1'>Ana</h><p style-name='T1'>x<tab/><s c='3'/></p></text></body></content>"""
META = b"<meta><initial-creator>Ana</initial-creator><template title='own'/><editing-duration>PT3M</editing-duration></meta>"


def png():
    """A picture of one point."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def office():
    """An office document."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (("word/document.xml", DOCX), ("word/settings.xml", SETTINGS)):
            archive.writestr(name, part)
    return file.getvalue()


def pdf():
    """The objects of a document of one page, without the line that names the format."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(CONTENT) + CONTENT + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"", []
    for number, part in enumerate(parts, 1):
        places.append(9 + len(out))
        out += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + head + b"trailer\n<< /Size 6 /Root 1 0 R /ID [<00112233445566778899> (abcdefghij)] >>\nstartxref\n%d\n%%%%EOF\n" % (9 + len(out))


LISTS = [
    b"",
    b'"EXAMPLE, Ana","individual","DPRK2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 05 Jan 1980"\n',
    b"Example Works,EW|Works,KR,1980,2026-01-05,https://example.com\n",
    b"ana@example.com,email,80,2026-01-05\n192.0.2.1,ip,,\n",
    b"EXAMPLE,Ana,Individual,Primary name,DPRK,05/01/2026,05/01/1980,P123,KP,Town,,77\n",
    b"77;Ana Example;person;1980-01-05;KP\n",
    b'{"type":"indicator","pattern":"[email-addr:value = \'ana@example.com\']","valid_from":"2026-01-05T00:00:00Z"}]}',
    b'{"type":"domain","value":"example.com","timestamp":"1767571200"}]}}',
    b'{"id":"b","schema":"Organization","properties":{"name":["Example"],"country":["kr"],"website":["https://example.com"]}}\n',
    b"<publshInformation><Publish_Date>01/05/2026</Publish_Date></publshInformation><sdnEntry><uid>1</uid><lastName>Example</lastName><sdnType>Individual</sdnType></sdnEntry></sdnList>",
]

RECORD = b'{"id":"3","submitted_at":"2026-01-05T10:00:00Z","applicant":{"name":"Ana Example","email":"ana@example.com"}}\n'
SHEET = b"<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Name</t></is></c></row><row><c s='0'><v>45000</v></c></row></sheetData></worksheet>"


def seeds():
    """The files of each target."""
    behind = [RESUME.encode(), pdf(), RTF, HTML, MARKDOWN, office()[4:], png(), b"\xe0\0\x10JFIF\0"]
    chosen = lambda parts: [bytes([at]) + part for at, part in enumerate(parts)]
    return {
        "document": chosen(behind),
        "docx": chosen([DOCX, STYLES, SETTINGS, CORE, CORE, ODT, META]) + [bytes([128 + 5]) + ODT, bytes([128 + 6]) + META],
        "pdf": chosen([CONTENT, CMAP + XMP, CONTENT, b"<< /Type /Page /MediaBox [0 0 9 9] >>", b"<< /Type /Font /Subtype /Type0 /Encoding /UniJIS-UCS2-H /DescendantFonts [<< /Subtype /CIDFontType0 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>] >>"]),
        "lists": chosen(LISTS),
        "ndjson": [RECORD],
        "any_input": [RECORD, b"Name,Email\nAna,ana@example.com\n", b'{"basics":{"name":"Ana"}}', office()],
        "csv": [b"Ana,5.1.2026,ana@example.com,+1 202 555 0101,Berlin,,,Rust,,Example,2019,2020,School,2014,192.0.2.1,3,,remote\n"],
        "json_resume": [b'"work":[{"name":"Example","startDate":"2019-01"}]}'],
        "mapping": [b'[columns]\nname = "Name"\nsubmitted_at = "Applied at"\n'],
        "values": [b"ana@example.com", b"https://www.linkedin.com/in/ana", b"2019-01", "Ана Пример".encode()],
        "xlsx": [bytes([4]) + SHEET],
    }


def main():
    """Writes them all."""
    for target, files in seeds().items():
        folder = HERE / "corpus" / target
        folder.mkdir(parents=True, exist_ok=True)
        for at, content in enumerate(files):
            (folder / f"seed-{at}").write_bytes(content)
        print(f"{target}: {len(files)} files")


if __name__ == "__main__":
    main()
