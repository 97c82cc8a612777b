// What must hold on every page: no finding of axe, valid HTML, nothing that the policy refuses.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // The look of the source: its writer is a template.
    "no-trailing-whitespace": "off",
    "long-title": "off",
    "doctype-style": "off",
    "no-implicit-input-type": "off",
    // A search is sent by the key; its link beside it leads to a page with a button.
    "wcag/h32": "off",
    "no-inline-style": "error",
    // A scrolled region is reached by keys; a named group of them is the pattern of WAI-ARIA.
    "prefer-native-element": ["error", { exclude: ["region", "search"] }],
    // A form posts to where it stands; a hidden field that is repeated is no mistake.
    "form-dup-name": "off",
    "wcag/h30": "error",
    "no-implicit-button-type": "off",
    "tel-non-breaking": "off",
    "no-redundant-for": "off",
    "no-redundant-role": "off",
    "svg-focusable": "off",
  },
});

/** Problems of the HTML as it was sent. */
export async function invalid(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) => result.messages)
    .map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
}

/** What axe finds on the page that is open. It runs beside the page: the policy stays as it is. */
export async function inaccessible(page) {
  const run = `(async () => { ${axe}
    const found = await axe.run(document, { resultTypes: ["violations"] });
    return found.violations.map((one) => one.id + ": " + one.help + " at "
      + one.nodes.slice(0, 3).map((node) => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join(" | ")); })()`;
  const client = await page.context().newCDPSession(page);
  const { result, exceptionDetails } = await client.send("Runtime.evaluate", {
    expression: run, awaitPromise: true, returnByValue: true, allowUnsafeEvalBlockedByCSP: true,
  });
  await client.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? "axe failed");
  return result.value;
}

/** Collects what the page's policy refused, and errors of its script. */
export function watch(page, found) {
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    if (/Content.Security.Policy|Refused to/i.test(message.text())) found.push(message.text());
  });
  page.on("pageerror", (error) => found.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => {
    if (dialog.type() === "beforeunload") dialog.accept();
    else { found.push(`a page opened a dialog: ${dialog.message()}`); dialog.dismiss(); }
  });
  page.on("request", (request) => {
    if (!/^(http:\/\/127\.0\.0\.1|data:)/.test(request.url())) found.push(`asked ${request.url()}`);
  });
}
