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

/** Takes a step of a case to its end: ann answers, and bob signs. */
async function takeStep(id) {
  const made = await ask(ann, server, "POST", `/api/v1/cases/${id}/steps`, { kind: "interview" });
  const steps = (await ask(ann, server, "GET", `/api/v1/cases/${id}/steps`)).json.steps;
  const step = made.json.step ?? steps.find((one) => one.state === "needed").step;
  await ask(ann, server, "POST", `/api/v1/steps/${step}/order`, {});
  await ask(ann, server, "POST", `/api/v1/steps/${step}/result`, { answer: "consider", note: "a doubt was left open" });
  must((await ask(ann, server, "POST", `/api/v1/steps/${step}/sign`, {})).status >= 400, "nobody signs their own answer");
  must((await ask(bob, server, "POST", `/api/v1/steps/${step}/sign`, {})).status === 200, "another signs it");
}

/** What a decision against an applicant says: one finding, and every explanation of it ruled out. */
async function against(id) {
  const { json } = await ask(ann, server, "GET", `/api/v1/cases/${id}/findings`);
  const finding = json.findings[0];
  const ruled_out = finding.innocent_explanations.map((explanation) => ({
    finding: finding.finding, explanation, how: "called those who must know, at their own numbers",
  }));
  return { outcome: "confirmed", reasons: ["one-operator"], rests_on: [finding.finding], ruled_out, note: "by video" };
}

const rings = async () => (await ask(ann, server, "GET", "/api/v1/cases?limit=200&rings=true")).json.cases
  .filter((one) => one.ring && !one.stands);

await story("an adverse decision of one alone is refused, and a ring is confirmed by two", async () => {
  await ann.go("/queue");
  await bob.go("/queue");
  const all = await rings();
  must(all.length > 0, "a ring is a case");
  // For what the guide shows, more than one.
  for (const one of all.slice(0, shots ? 9 : 1)) {
    const path = `/api/v1/cases/${one.case}`;
    await ask(ann, server, "POST", `${path}/claim`, {});
    const body = await against(one.case);
    const alone = await ask(ann, server, "POST", `${path}/decisions`, body);
    must(alone.status === 409, `nobody is confirmed on a score alone: ${alone.status}`);
    await takeStep(one.case);
    const decision = await ask(ann, server, "POST", `${path}/decisions`, await against(one.case));
    must(decision.status === 201 && decision.json.final === false, `it waits for another: ${JSON.stringify(decision.json)}`);
    const second = `/api/v1/decisions/${decision.json.decision}/second`;
    const own = await ask(ann, server, "POST", second, {});
    must(own.status === 403 || own.status === 409, `the first cannot be the second: ${own.status}`);
    must(!(await ask(ann, server, "GET", path)).json.closed_at, "and the case stays open");
    const signed = await ask(bob, server, "POST", second, {});
    must(signed.status === 200 && signed.json.final === true, `two confirm it: ${JSON.stringify(signed.json)}`);
    noted = one.case;
  }
  await look(bob, `/cases/${noted}`);
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

await story("somebody is erased, and nothing of them is shown again", async () => {
  const last = await ask(eve, server, "GET", "/api/v1/applications?limit=200");
  const id = last.json.applications[0].application ?? last.json.applications[0];
  const before = await ask(eve, server, "GET", `/api/v1/applications/${id}`);
  const name = before.json.claimed?.applicant?.name ?? before.json.application?.applicant?.name;
  const erased = await ask(eve, server, "POST", `/api/v1/applications/${id}/erase`, {});
  must(erased.status === 200, `it is erased: ${erased.status}`);
  must((await ask(eve, server, "GET", `/api/v1/applications/${id}`)).status === 404, "it cannot be read again");
  const cases = await ask(eve, server, "GET", "/api/v1/cases?limit=200");
  const of = cases.json.cases.find((one) => one.application === id || (one.members ?? []).includes(id));
  if (of) {
    const html = await look(kim, `/cases/${of.case}`);
    must(!name || !html.includes(name), "the page of the case does not name them");
  }
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
