// Walks the console as people do: stories first, then every page, light and dark.
//
//   node walk.mjs PROGRAM [--screenshots FOLDER]
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { inaccessible, invalid } from "./checks.mjs";
import { hostile } from "./hostile.mjs";
import { PASSWORD, ask, invited, signIn, somebody } from "./people.mjs";
import { start } from "./server.mjs";

const [program, ...rest] = process.argv.slice(2);
const shots = rest[0] === "--screenshots" ? rest[1] : undefined;
if (!program) throw new Error("name the program");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const failures = [];
const refused = [];
let checked = 0;
const begun = Date.now();

function say(text) { console.log(`${((Date.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${text}`); }
function must(holds, what) {
  checked += 1;
  if (!holds) { failures.push(what); console.log(`        NOT SO: ${what}`); }
}

async function story(name, tell) {
  say(name);
  try { await tell(); } catch (error) {
    failures.push(`${name}: ${error.message.split("\n").slice(0, 6).join(" / ")}`);
    console.log(`        FAILED: ${error.stack}`);
  }
}

/** Everything that must hold on a page. */
async function look(person, path, name, { schemes = ["light", "dark"], status = 200 } = {}) {
  const response = await person.go(path);
  must(response.status() === status, `${path}: status ${response.status()} instead of ${status}`);
  const policy = response.headers()["content-security-policy"] ?? "";
  must(policy.includes("default-src 'none'") && !policy.includes("unsafe"), `${path}: its policy`);
  const html = await response.text();
  for (const problem of await invalid(html)) must(false, `${path}: HTML ${problem}`);
  for (const scheme of schemes) {
    await person.page.emulateMedia({ colorScheme: scheme });
    for (const problem of await inaccessible(person.page)) must(false, `${path} (${scheme}): ${problem}`);
    if (shots && name) await shoot(person, name, scheme);
  }
  await person.page.emulateMedia({ colorScheme: "light" });
  const wide = await person.page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
  must(!wide, `${path}: wider than the window`);
  await person.page.setViewportSize({ width: 390, height: 800 });
  const wider = await person.page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1);
  must(!wider, `${path}: wider than a telephone`);
  if (shots && name) await shoot(person, `${name}-390`, "light");
  await person.page.setViewportSize({ width: 1440, height: 900 });
  checked += 1;
  return html;
}

async function shoot(person, name, scheme) {
  // Only what the guide shows is kept; the rest is for who works on the pages.
  const file = scheme === "light" && !name.endsWith("-390") ? `${name}.png` : `more/${name}-${scheme}.png`;
  await person.page.screenshot({ path: join(shots, file), fullPage: !name.startsWith("case") && !name.startsWith("queue") });
}

if (shots) mkdirSync(join(shots, "more"), { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
const server = await start(program);
const eve = await somebody(browser, server, refused);
let sam, ann, bob, kim, noted;

await story("first run: from a link to a queue", async () => {
  const first = Date.now();
  await eve.go(`/setup?code=${server.code}`);
  must((await inaccessible(eve.page)).length === 0, "/setup: axe");
  if (shots) await shoot(eve, "set-up", "light");
  await eve.page.fill("[name=name]", "eve");
  await eve.page.fill("[name=password]", PASSWORD);
  await Promise.all([eve.page.waitForURL(/sign-in/), eve.page.keyboard.press("Enter")]);
  await signIn(eve, "eve");
  must(new URL(eve.page.url()).pathname === "/welcome", "the first administrator is led to the first run");
  await look(eve, "/welcome", "first-run");
  for (const path of ["/trends", "/equal-treatment", "/queue"]) await look(eve, path);
  await eve.go("/welcome");
  await eve.page.click("form[action='/welcome/example'] button");
  must(/240 applications were loaded/.test(await eve.page.textContent("main")), "the example is loaded");
  await eve.go("/queue");
  must(await eve.page.locator("[data-row]").count() > 3, "the queue holds cases");
  must(Date.now() - first < 120_000, "all of it within two minutes");
});

await story("an export is uploaded, and what cannot be read is told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bonafide-population-"));
  execFileSync(program, ["simulate", "--seed", "5", "--applications", "1500", "--out", join(folder, "out")]);
  const simulated = readFileSync(join(folder, "out", "applications.jsonl"), "utf8").trim().split("\n")
    .map((line) => JSON.stringify({ ...JSON.parse(line), source: { ...JSON.parse(line).source, system: "simulated" } }));
  rmSync(folder, { recursive: true });
  const text = await upload([...simulated, "{\"id\": 7}"]);
  must(/1,500 applications were loaded/.test(text) && /1 were refused/.test(text), `the export is loaded: ${text.slice(0, 400)}`);
});

/** Uploads lines as the first administrator; gives what the page says then. */
async function upload(lines) {
  await eve.go("/welcome");
  const file = { name: "export.jsonl", mimeType: "application/json", buffer: Buffer.from(`${lines.join("\n")}\n`) };
  await eve.page.setInputFiles("[name=file]", file);
  await eve.page.click("form[action='/welcome/upload'] button", { timeout: 90_000 });
  return eve.page.textContent("main");
}

await story("people are invited, and come in", async () => {
  sam = await invited(browser, server, refused, eve, "sam", "administrator");
  ann = await invited(browser, server, refused, eve, "ann", "reviewer");
  bob = await invited(browser, server, refused, eve, "bob", "approver");
  kim = await invited(browser, server, refused, eve, "kim", "auditor");
  const no = await ann.go("/settings/people");
  must(no.status() === 403, "a reviewer sees no accounts");
  must((await inaccessible(ann.page)).length === 0, "the page that refuses: axe");
});

if (shots) await story("what the guide shows of a case, before anybody worked on it", async () => {
  await ann.go("/queue");
  await shoot(ann, "queue", "light");
  await ann.go("/rings");
  await shoot(ann, "rings", "light");
  const open = await ask(ann, server, "GET", "/api/v1/cases?rings=true");
  const { case: id } = open.json.cases[0];
  for (const [tab, name] of [["", "case"], ["/ring", "ring"], ["/compare", "compare"], ["/timeline", "timeline"]]) {
    await ann.go(`/cases/${id}${tab}`);
    await shoot(ann, name, "light");
  }
  await ann.go(`/cases/${id}/map`);
  await Promise.all([ann.page.waitForNavigation(), ann.page.click("main form button")]);
  await shoot(ann, "map", "light");
});

await story("twenty cases by the keyboard alone", async () => {
  await ann.go("/queue");
  let decided = 0;
  for (let at = 0; at < 20; at += 1) {
    if (!/\/cases\//.test(ann.page.url())) {
      await ann.go("/queue");
      await Promise.all([ann.page.waitForURL(/\/cases\//), ann.page.keyboard.press("c")]);
    }
    if (await ann.page.locator("form[action*='/opinions']").count()) break;
    const before = ann.page.url();
    // 1 is the first outcome; its grounds and the note follow in the order of the keyboard.
    await ann.page.keyboard.press("1");
    const outcome = await ann.page.locator("[name=outcome]:checked").inputValue();
    must(outcome === "cleared", `1 chooses cleared, not ${outcome}`);
    await ann.page.locator("[name=outcome]:checked").focus();
    for (let tab = 0; tab < 40; tab += 1) {
      await ann.page.keyboard.press("Tab");
      const kind = await ann.page.evaluate(() => document.activeElement.name + " " + document.activeElement.type);
      if (/^reason.* checkbox$/.test(kind) && !(await ann.page.locator("[name^=reason]:checked").count())) await ann.page.keyboard.press("Space");
      if (/^note textarea$/.test(kind)) break;
    }
    await ann.page.keyboard.type("Asked by telephone; a colleague referred them.");
    await Promise.all([ann.page.waitForNavigation(), ann.page.keyboard.press("Control+Enter")]);
    decided += 1;
    if (ann.page.url() === before) break;
  }
  must(decided === 20, `${decided} of twenty cases were decided`);
  const closed = await ask(ann, server, "GET", "/api/v1/cases?closed=true");
  must(closed.status === 200, "the API lists cases");
});

await story("several cases are assigned, and taken back, by wide and narrow windows", async () => {
  await ann.page.setViewportSize({ width: 390, height: 800 });
  await ann.go("/queue?view=unclaimed");
  await ann.page.locator("[data-row] input[type=checkbox]").first().check();
  must(await ann.page.locator(".bulk [name=to]").isVisible(), "several are chosen on a telephone as well");
  await ann.page.fill(".bulk [name=to]", "bob");
  await Promise.all([ann.page.waitForNavigation(), ann.page.press(".bulk [name=to]", "Enter")]);
  must(/Assign to bob/.test(await ann.page.textContent("h1")), "Enter in the name's field assigns");
  await ann.page.setViewportSize({ width: 1440, height: 900 });
  await Promise.all([ann.page.waitForNavigation(), ann.page.click("text=Do it")]);
  must(/1 case assigned/.test(await ann.page.textContent(".said-done")), "it says what was done");
  must(/view=unclaimed/.test(ann.page.url()), "and stays in the view");
  must(/assigned to\s*bob/.test(await ann.page.textContent("tbody")), "assigned, not claimed");
  const id = await ann.page.locator(".said-done [name^='case:']").getAttribute("name");
  await ann.page.check(`[name='${id}'][type=checkbox]`);
  await ann.page.fill(".bulk [name=to]", "ann");
  await Promise.all([ann.page.waitForNavigation(), ann.page.click(".bulk button[value=assign]")]);
  await Promise.all([ann.page.waitForNavigation(), ann.page.click("text=Do it")]);
  await Promise.all([ann.page.waitForNavigation(), ann.page.keyboard.press("z")]);
  const row = ann.page.locator(`tr:has([name='${id}'])`);
  must(/assigned to\s*bob/.test(await row.textContent()), "undone, it is whose it was before");
});

await story("a policy is tried, proposed, and put in force by another", async () => {
  await eve.go("/settings");
  const text = await eve.page.inputValue("textarea.policy-text");
  const changed = text.replace(/due = "[^"]*"/, "due = \"3 hours\"").replace(/notice = "always"/, "notice = \"third-party\"");
  must(changed !== text, "the policy names a due time");
  await eve.page.fill("textarea.policy-text", "[cases");
  await eve.page.click("form[action='/settings/policy'] button");
  must(/cannot be read/.test(await eve.page.textContent("main")), "a mistake is told");
  await eve.page.fill("textarea.policy-text", changed);
  await eve.page.click("form[action='/settings/policy'] button");
  const preview = await eve.page.textContent("main");
  must(/What would change/.test(preview) && /3 hours/.test(preview) && /last 90 days/.test(preview), "the preview says what changes");
  if (shots) await shoot(eve, "policy", "light");
  for (const problem of await inaccessible(eve.page)) must(false, `preview: ${problem}`);
  await eve.page.click("form[action='/settings/policy/propose'] button");
  await eve.page.waitForURL(/\/settings$/);
  must(await eve.page.locator("form[action$='/approve']").count() === 0, "who proposed cannot approve");
  const waiting = await eve.page.locator("form[action$='/withdraw']").getAttribute("action");
  const own = await ask(eve, server, "POST", waiting.replace("withdraw", "approve"), {});
  must(own.status === 409, `approving one's own is refused: ${own.status}`);
  await sam.go("/settings");
  await sam.page.click("form[action$='/approve'] button");
  await sam.page.waitForURL(/\/settings$/);
  must(/Put in force here by sam/.test(await sam.page.textContent("main")), "another puts it in force");
});

/** Asks for a step of the case that is open, by the form beside it; gives the path of the step. */
async function askForStep(person, kind) {
  if (!await person.page.locator("#kind").isVisible()) await person.page.click("text=Ask for another step");
  await person.page.selectOption("#kind", kind);
  await Promise.all([person.page.waitForNavigation(), person.page.click("text=Ask for it")]);
}

/** Takes a step to its end by its page: ann orders it, attaches what came, answers; bob signs. */
async function takeStep(path) {
  await ann.go(path);
  if (await ann.page.locator("form[action$='/order']").count()) {
    await Promise.all([ann.page.waitForNavigation(), ann.page.click("form[action$='/order'] button")]);
  }
  const letter = { name: "answer <of the registrar>.html", mimeType: "text/html", buffer: Buffer.from("<script>alert('a file')</script>") };
  await ann.page.setInputFiles("[name=file]", letter);
  await Promise.all([ann.page.waitForNavigation(), ann.page.click("form[action$='/files'] button")]);
  const link = await ann.page.getAttribute(".files a", "href");
  const file = await ann.context.request.get(server.address + link);
  must(file.status() === 200 && (await file.body()).equals(letter.buffer), `the file comes back: ${file.status()}`);
  must(/^attachment/.test(file.headers()["content-disposition"]) && file.headers()["x-content-type-options"] === "nosniff"
    && file.headers()["content-type"] === "application/octet-stream", "it is kept, not shown");
  if (shots) await shoot(ann, "step", "light");
  if (shots && await ann.page.locator("a[href$='/interview']").count()) {
    await ann.go(`${path}/interview`);
    for (let at = 0; at < 4; at += 1) await Promise.all([ann.page.waitForNavigation(), ann.page.click("button[value=next]")]);
    await shoot(ann, "interview", "light");
    await ann.go(path);
  }
  await ann.page.fill("textarea[name=note]", "a doubt was left open");
  await ann.page.check("[name=answer][value=consider]");
  await Promise.all([ann.page.waitForNavigation(), ann.page.click("text=Record the answer")]);
  must(/left open/.test(await ann.page.textContent("main")), "the answer stands on the page");
  must(await ann.page.locator("form[action$='/sign']").count() === 0, "nobody signs their own answer");
  await bob.go(path);
  await Promise.all([bob.page.waitForNavigation(), bob.page.click("form[action$='/sign'] button")]);
  must(/Signed/.test(await bob.page.textContent("main")), "another signs it");
}

/** Opens the first finding, rules out each of its innocent explanations, and rests the decision on it. */
async function ruleOut(person) {
  const item = person.page.locator(".wf-item:has(.rule)").first();
  if (await item.getAttribute("open") === null) await item.locator("summary").click();
  const ways = await item.locator(".rule input").all();
  must(ways.length > 0, "there is an explanation to rule out");
  for (const way of ways) await way.fill("called those who must know, at their own numbers");
  if (await item.locator("[name^=rests]").count()) await item.locator("[name^=rests]").check();
}

/** Fills in the form of the decision, and records it. */
async function decide(person, outcome, note) {
  await person.page.check(`[name=outcome][value=${outcome}]`);
  const ground = person.page.locator(`.g-${outcome} [name^=reason]`).first();
  if (!await ground.isChecked()) await ground.check();
  await person.page.fill("#decide textarea[name=note]", note);
  await Promise.all([person.page.waitForNavigation(), person.page.click("#decide button[value=stay]")]);
}

/** Claims the next ring's case by the page of the queue; gives its path, or nothing. */
async function claimRing() {
  await ann.go("/queue?view=rings");
  await Promise.all([ann.page.waitForNavigation(), ann.page.click("form[action='/queue/claim-next'] button")]);
  const { pathname } = new URL(ann.page.url());
  return pathname.startsWith("/cases/") ? pathname : undefined;
}

/** A decision against an applicant by the page, up to where it waits for a second person. */
async function decidedAgainst(path) {
  await ruleOut(ann);
  await decide(ann, "confirmed", "by video");
  const refusal = await ann.page.textContent("[role=alert]");
  must(/Not recorded/.test(refusal) && /step|verif/i.test(refusal), `nobody is confirmed on a score alone: ${refusal}`);
  must(await ann.page.inputValue("#decide textarea[name=note]") === "by video", "what was typed stays");
  // The draft stays while a step is asked for, a note is added and claims are shown.
  if (!await ann.page.locator("a[href^='/steps/']").count()) await askForStep(ann, "interview");
  else await askForStep(ann, "employment");
  if (!await ann.page.locator("[name=text]").isVisible()) await ann.page.click(".notes summary");
  await ann.page.fill("[name=text]", "asked the others as well");
  await Promise.all([ann.page.waitForNavigation(), ann.page.click("[data-own] button")]);
  await Promise.all([ann.page.waitForNavigation(), ann.page.click(".reveal button")]);
  must(await ann.page.inputValue("#decide textarea[name=note]") === "by video"
    && await ann.page.isChecked("[name=outcome][value=confirmed]")
    && await ann.page.locator(".rule input").first().inputValue() !== "", "the draft outlives notes, steps and a look");
  must(/asked the others as well/.test(await ann.page.textContent(".notes")), "the note is there");
  const interview = ann.page.locator("a[href^='/steps/'][href$='/interview']");
  const any = ann.page.locator("a[href^='/steps/']");
  const step = await (await interview.count() ? interview : any).first().getAttribute("href");
  await takeStep(step.replace("/interview", ""));
  await ann.go(path);
  await ruleOut(ann);
  await decide(ann, "confirmed", "by video");
  must(/waits for a second person/.test(await ann.page.textContent(".decide")), "it waits for another");
}

await story("a ring is confirmed by two people, each by their own page", async () => {
  // For what the guide shows, more than one.
  for (let at = 0; at < (shots ? 4 : 1); at += 1) {
    const path = await claimRing();
    if (!path) break;
    must(await ann.page.locator(".chip, .ring-draw").count() > 0, "the case is a ring's");
    await decidedAgainst(path);
    must(await ann.page.locator("button[value=sign]").count() === 0, "the first is offered no second signature");
    const csrf = await ann.page.locator("input[name=csrf]").first().inputValue();
    const decision = await bob.go(path).then(() => bob.page.inputValue("input[name=decision]"));
    const forged = await ann.context.request.post(`${server.address}${path}/act`, { form: { csrf, decision, deed: "sign" } });
    must(forged.status() === 403 || forged.status() === 409, `nor taken where they send one: ${forged.status()}`);
    await bob.go("/queue?view=second");
    must(await bob.page.locator(`a[href='${path}']`).count() === 1, "the second person finds it in their view");
    await bob.page.click(`a[href='${path}']`);
    await Promise.all([bob.page.waitForNavigation(), bob.page.click("button[value=sign]")]);
    must(/signed by bob/.test(await bob.page.textContent(".taken")), "two confirm it");
    noted = path.slice("/cases/".length);
  }
  await look(bob, `/cases/${noted}`);
});

await story("an erroneous adverse decision is refused to a single person, and the applicant cleared", async () => {
  const path = await claimRing();
  must(Boolean(path), "another ring waits");
  await decidedAgainst(path);
  await ann.go(path);
  must(/decided/.test(await ann.page.textContent(".crumb")) === false, "one person alone closes nothing");
  await bob.go(path);
  await Promise.all([bob.page.waitForNavigation(), bob.page.click("button[value=refuse]")]);
  must(/not agreed to/.test(await bob.page.textContent(".taken")), "the second person does not agree");
  await ann.go(path);
  await ruleOut(ann);
  // One explanation is ruled out; another holds, and clears.
  const left = ann.page.locator(".wf-item[open] .rule input").last();
  await left.fill("");
  await decide(ann, "cleared", "An agency placed them; it named all of them by telephone.");
  const taken = await ann.page.locator(".taken").last().textContent();
  must(/cleared/i.test(taken) && /named all of them/.test(taken), `the applicant is cleared: ${taken}`);
  must(await ann.page.locator(".wf-item .rule input").first().count() === 0
    || /ruled out/i.test(taken), "what was ruled out is kept with it");
  await look(ann, path);
});

await story("self-identification is imported, counted, and small groups stay hidden", async () => {
  const example = readFileSync(new URL("../../examples/applications.jsonl", import.meta.url), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  const rows = example.filter((one) => one.source?.system === "greenhouse" || true).map((one, at) => `${one.id},${at % 40 === 0 ? "nonbinary" : at % 2 ? "female" : "male"},${["asian", "black", "hispanic", "white"][at % 4]}`);
  const systems = [...new Set(example.map((one) => one.source?.system ?? ""))];
  for (const system of systems) {
    await eve.go("/equal-treatment");
    await eve.page.setInputFiles("[name=file]", { name: "said.csv", mimeType: "text/csv", buffer: Buffer.from(`id,sex,race_ethnicity\n${rows.join("\n")}\n`) });
    await eve.page.fill("[name=system]", system);
    await eve.page.click("form[action='/equal-treatment/import'] button");
  }
  must(/answers are kept/.test(await eve.page.textContent("main")), "answers are kept");
  await eve.page.click("form[action='/equal-treatment/count'] button");
  const text = await eve.page.textContent("main");
  must(/too few to show/.test(text), "a group of six is not shown");
  must(/female/.test(text) && /four fifths/.test(text), "ratios are shown");
  await eve.page.click("form[action='/equal-treatment/name-swap'] button", { timeout: 120_000 });
  must(/Probabilities that changed: 0\./.test(await eve.page.textContent("main")), "swapped names change nothing");
  const pack = await kim.context.request.get(`${server.address}/equal-treatment/pack`);
  const listed = execFileSync("tar", ["-t"], { input: await pack.body() }).toString();
  must(/equal-treatment\.csv/.test(listed) && /checkpoint\.txt/.test(listed), "the pack opens with tar");
});

await story("the log is verified, against a checkpoint that was kept", async () => {
  await kim.go("/audit");
  const kept = await kim.page.textContent("[aria-label='Signed checkpoint']");
  await ann.go("/queue");
  await ann.go(`/cases/${noted}`);
  await kim.go("/audit");
  await kim.page.fill("[name=earlier]", kept);
  await kim.page.click("form[action='/audit/verify'] button");
  must(/It holds\..*It grew from the checkpoint/s.test(await kim.page.textContent("main")), "it grew from the one that was kept");
  await kim.page.fill("[name=earlier]", kept.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) - 1}\n`));
  await kim.page.click("form[action='/audit/verify'] button");
  must(/It does not hold/.test(await kim.page.textContent("main")), "a checkpoint that was edited is told");
  await kim.go("/audit?seen=yes");
  must(/ann/.test(await kim.page.textContent("table")), "who saw what is listed");
  await kim.page.click("tbody tr:first-child td:first-child a");
  must(/It holds: \d+ hashes/.test(await kim.page.textContent("main")), "an entry has its proof");
});

await story("somebody is erased by a page, and nothing of them is shown again", async () => {
  // The one of whom a file was attached.
  const steps = await ask(ann, server, "GET", `/api/v1/cases/${noted}/steps`);
  const withFile = steps.json.steps.find((one) => one.happened.length > 0);
  const id = withFile.application;
  await ann.go(`/steps/${withFile.step}`);
  const file = await ann.page.getAttribute(".files a", "href");
  const before = await ask(eve, server, "GET", `/api/v1/applications/${id}`);
  const name = before.json.claimed?.applicant?.name ?? before.json.application?.applicant?.name;
  must((await ann.go(`/applications/${id}/erase`)).status() === 403, "a reviewer erases nobody");
  await eve.go("/search");
  await eve.page.fill("#what", id);
  await Promise.all([eve.page.waitForNavigation(), eve.page.press("#what", "Enter")]);
  await Promise.all([eve.page.waitForNavigation(), eve.page.click("text=Erase this claimed person")]);
  await look(eve, `/applications/${id}/erase`);
  await eve.page.check("[name=sure]");
  await Promise.all([eve.page.waitForNavigation(), eve.page.click("main form button")]);
  must(/every key under which it was sealed is destroyed/.test(await eve.page.textContent("main")), "it says what became of the keys");
  await look(eve, `/applications/${id}/erased`);
  await Promise.all([eve.page.waitForNavigation(), eve.page.click("text=with its proof")]);
  must(/person\.erased/.test(await eve.page.textContent("main")), "the log tells of it, with a proof");
  must((await ask(eve, server, "GET", `/api/v1/applications/${id}`)).status === 404, "it cannot be read again");
  must((await ann.context.request.get(server.address + file)).status() === 404, "nor can the file");
  await look(ann, `/steps/${withFile.step}`);
  const html = await look(kim, `/cases/${noted}?of=${id}`);
  must(!name || !html.includes(name), "the page of the case does not name them");
});

await story("applications that attack the page are uploaded", async () => {
  const text = await upload(hostile().map((one) => JSON.stringify(one)));
  must(/8 applications were loaded/.test(text), `they are loaded: ${text.slice(0, 400)}`);
});

await story("every page, light and dark, wide and narrow", async () => {
  const eves = ["/queue", "/trends", "/equal-treatment", "/audit", "/settings", "/settings/people", "/settings/weights", "/settings/connectors", "/welcome", "/keys"];
  const named = { "/queue": undefined, "/settings": "settings", "/equal-treatment": "equal-treatment", "/trends": "trends", "/audit": "audit", "/settings/people": "people", "/settings/connectors": "connectors" };
  for (const path of eves) await look(eve, path, named[path]);
  await look(eve, "/audit/5", "entry");
  await look(eve, "/trends?until=1999-Q9");
  await look(eve, "/audit?about=%3Cscript%3Ealert(1)%3C%2Fscript%3E&actor=%22%3E");
  await look(eve, "/audit/999999", undefined, { status: 404 });
  await look(ann, "/queue");
  await look(ann, "/rings");
  const cases = await ask(ann, server, "GET", "/api/v1/cases?limit=200");
  const ids = cases.json.cases.map((one) => one.case);
  for (const id of ids.slice(0, 3)) await look(ann, `/cases/${id}`);
  const tied = cases.json.cases.find((one) => one.members?.length > 1)?.case ?? ids[0];
  for (const tab of ["timeline", "compare", "ring", "map"]) {
    await look(ann, `/cases/${tied}/${tab}`);
    const here = await ann.page.textContent(".tabs [aria-current=page]");
    must(here.toLowerCase().includes(tab), `/cases/${tied}/${tab} shows ${here}`);
  }
  const steps = await ask(ann, server, "GET", `/api/v1/cases/${noted}/steps`);
  for (const one of steps.json.steps.slice(0, 2)) await look(ann, `/steps/${one.step}`);
});

await story("hostile applications are shown as data on every page", async () => {
  const all = await ask(ann, server, "GET", "/api/v1/cases?limit=200");
  const posted = new Set();
  const known = [];
  for (let next = ""; next !== null;) {
    const after = next && `&after=${next}`;
    const list = await ask(ann, server, "GET", `/api/v1/applications?limit=200${after}`);
    known.push(...list.json.applications);
    next = list.json.next;
  }
  for (const one of known.slice(-8)) posted.add(one.application ?? one);
  const cases = all.json.cases.filter((one) => [one.application, ...(one.members ?? [])].some((id) => posted.has(id)));
  must(cases.length > 0, "the hostile ones are cases");
  const tabs = ["", "/timeline", "/compare", "/ring", "/map"];
  for (const one of cases.slice(0, 8)) {
    for (const tab of tabs) {
      const response = await ann.go(`/cases/${one.case}${tab}`);
      must(response.status() === 200, `/cases/${one.case}${tab}: ${response.status()}`);
    }
    const reveal = ann.page.locator("form[action*='/reveal'] button");
    if (await reveal.count()) {
      await reveal.first().click();
      const shown = await ann.page.textContent("body");
      must(!/\b49\b \$/.test(shown), "no template runs");
      must(await ann.page.locator("img[src=x], svg[onload]").count() === 0, "no markup of theirs is in the page");
      for (const problem of await inaccessible(ann.page)) must(false, `revealed ${one.case}: ${problem}`);
    }
  }
  for (const path of ["/trends", "/trends/csv", "/queue", "/audit"]) {
    const response = await eve.context.request.get(server.address + path);
    must(!(await response.text()).includes("<script>alert"), `${path} escapes what they wrote`);
  }
});

await story("what two people agreed on holds after a restart", async () => {
  const slow = server.times.filter((one) => one.microseconds > 100_000 && one.method === "GET");
  for (const one of slow) say(`slower than 100 ms: ${one.route} ${one.microseconds / 1000} ms`);
  await server.end(true);
  Object.assign(server, await start(program, [], server.folder));
  await signIn(eve, "eve");
  await eve.go("/settings");
  must(/Put in force here by sam/.test(await eve.page.textContent("main")), "the agreed policy goes on");
  const { folder } = server;
  await server.end(true);
  const policy = join(folder, "policy.toml");
  writeFileSync(policy, readFileSync(new URL("../../policy/default.toml", import.meta.url)));
  Object.assign(server, await start(program, ["--policy", policy], folder));
  await signIn(eve, "eve");
  await look(eve, "/settings");
  const text = await eve.page.textContent("main");
  must(/Given by .*policy\.toml/.test(text), "a file is above what was agreed on");
  must(await eve.page.locator("textarea.policy-text").count() === 0, "and then nothing is changed here");
  await server.end();
});

await browser.close();
for (const one of refused) must(false, `refused or failed in a page: ${one}`);
say(`${checked} things looked at, ${failures.length} not so`);
if (failures.length) {
  console.error(failures.join("\n"));
  process.exit(1);
}
process.exit(0);
