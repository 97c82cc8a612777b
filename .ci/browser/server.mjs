// The program on a folder of its own, on this machine alone, until the test ends.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A port that nobody uses. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts the program; gives its address, the code of its set-up, and how to end it. */
export async function start(program, arguments_ = [], folder = undefined) {
  const own = folder ?? mkdtempSync(join(tmpdir(), "bonafide-browser-"));
  const port = await freePort();
  const child = spawn(program, ["serve", "--data", own, "--listen", `127.0.0.1:${port}`, ...arguments_]);
  let said = "";
  const times = [];
  const opened = new Promise((resolve, reject) => {
    child.stderr.on("data", (bytes) => {
      said += bytes;
      for (const line of String(bytes).split("\n")) {
        if (!line.startsWith("{")) continue;
        try {
          const event = JSON.parse(line);
          if (event.event === "request") times.push(event);
        } catch { /* half a line */ }
      }
      if (/listening on/.test(said)) setTimeout(() => resolve(), 100);
    });
    child.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  await opened;
  const code = /code ([0-9a-f]{32})/.exec(said)?.[1];
  const end = (keeps = false) => new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.on("exit", () => {
      if (!keeps) rmSync(own, { recursive: true, force: true });
      resolve();
    });
    child.kill("SIGTERM");
  });
  return { address: `http://127.0.0.1:${port}`, code, folder: own, times, said: () => said, end };
}
