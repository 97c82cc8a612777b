// People of the walk, each in a browser context of their own.
import { watch } from "./checks.mjs";

export const PASSWORD = "correct horse battery";

/** Somebody with a page of their own. */
export async function somebody(browser, server, found, scheme = "light") {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 }, colorScheme: scheme, locale: "en-US", timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  watch(page, found);
  return { context, page, go: (path) => page.goto(server.address + path) };
}

/** Signs in by the page at the door. */
export async function signIn(person, name) {
  await person.go("/sign-in");
  await person.page.fill("[name=name]", name);
  await person.page.fill("[name=password]", PASSWORD);
  await Promise.all([person.page.waitForURL(/\/(queue|welcome)/), person.page.keyboard.press("Enter")]);
}

/** Makes an account by the settings, follows its link, and signs in. */
export async function invited(browser, server, found, administrator, name, role) {
  await administrator.go("/settings/people");
  await administrator.page.fill("form[action='/settings/people'] [name=name]", name);
  await administrator.page.selectOption("form[action='/settings/people'] [name=role]", role);
  await administrator.page.click("form[action='/settings/people'] button");
  const link = await administrator.page.textContent("[aria-label=Secret]");
  const person = await somebody(browser, server, found);
  await person.page.goto(link.trim());
  await person.page.fill("[name=password]", PASSWORD);
  await Promise.all([person.page.waitForURL(/\/sign-in/), person.page.keyboard.press("Enter")]);
  await signIn(person, name);
  return person;
}

/** Asks the API as the person who is signed in. */
export async function ask(person, server, method, path, body = undefined) {
  const csrf = await person.page.locator("input[name=csrf]").first().inputValue();
  const response = await person.context.request.fetch(server.address + path, {
    method, headers: { "x-csrf-token": csrf, "content-type": "application/json" },
    data: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  let json;
  try { json = JSON.parse(text); } catch { json = text; }
  return { status: response.status(), json };
}
