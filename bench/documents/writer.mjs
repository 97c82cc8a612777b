// Writes or edits office documents with two packages of the registry of node.
//
//     node writer.mjs new OUT LINES.json       (docx)
//     node writer.mjs edit IN OUT PAIRS.json   (pizzip, as docxtemplater packs them; pdf-lib)
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const need = createRequire(process.env.NODE_FOLDER + "/");
const [what, ...rest] = process.argv.slice(2);
if (what === "new") {
  const { Document, Packer, Paragraph } = need("docx");
  const lines = JSON.parse(readFileSync(rest[1]));
  const document = new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] });
  writeFileSync(rest[0], await Packer.toBuffer(document));
} else if (rest[0].endsWith(".pdf")) {
  const { PDFDocument } = need("pdf-lib");
  const document = await PDFDocument.load(readFileSync(rest[0]));
  document.setTitle("changed");
  document.getPages()[0].drawText("One more line.", { x: 40, y: 30, size: 8 });
  writeFileSync(rest[1], await document.save());
} else {
  const archive = new (need("pizzip"))(readFileSync(rest[0]));
  let text = archive.file("word/document.xml").asText();
  for (const [old, made] of JSON.parse(readFileSync(rest[2]))) text = text.replaceAll(old, made);
  archive.file("word/document.xml", text);
  writeFileSync(rest[1], archive.generate({ type: "nodebuffer", compression: "DEFLATE" }));
}
