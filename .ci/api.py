"""The API, asked in every way that its own description allows, by another party's program.

Usage: api.py BONAFIDE SCHEMATHESIS WORK

Starts the server on a port of this machine, gives it something to show, and lets schemathesis ask
as an administrator's program and as a person who signed in. It fails where the server fails, where
an answer is not as described, or where something is open that the description says is closed.
"""

import http.client
import json
import os
import pathlib
import subprocess
import sys
import threading

HERE = pathlib.Path(__file__).parent
API = "^/(api/|health|ready|metrics)"


def main() -> int:
    bonafide, schemathesis, work = sys.argv[1:4]
    server = Server(bonafide, pathlib.Path(work) / "api-data")
    try:
        failed = ask(server, schemathesis)
    finally:
        lines = server.end()
    faults = [line for line in lines if '"status":500' in line or "panicked" in line]
    for line in faults[:10]:
        print("the server failed:", line.strip())
    answered = sum('"event":"request"' in line for line in lines)
    print(f"{answered} requests answered")
    return 1 if failed or faults else 0


def ask(server: "Server", schemathesis: str) -> bool:
    password = "correct horse battery"
    first = {"code": server.code, "name": "admin"}
    admin = server.post("/api/v1/setup", {}, first)[1]["token"]
    bearer = {"Authorization": f"Bearer {admin}"}
    examples = (HERE.parent / "examples/applications.jsonl").read_text().splitlines()[:40]
    posted = [server.post("/api/v1/applications", bearer, json.loads(line)) for line in examples]
    account = {"name": "ann", "role": "approver", "by": "invitation"}
    code = server.post("/api/v1/accounts", bearer, account)[1]["invitation"]
    server.post("/api/v1/invitations", {}, {"code": code, "password": password})
    headers, signed = server.post("/api/v1/sign-in", {}, {"name": "ann", "password": password})
    cases = server.get("/api/v1/cases", bearer)["cases"]
    environment = os.environ | {
        "APPLICATION": posted[0][1]["application"],
        "CASE": cases[0]["case"] if cases else "c-0",
    }
    session = {
        "Cookie": headers["Set-Cookie"].split(";")[0],
        "X-CSRF-Token": signed["csrf"],
    }
    # A session that ended asks for nothing more. The cookie is in every request that is sent, so
    # that asking without it cannot be tried here; a test of the server does.
    apart = ["--exclude-path", "/api/v1/sign-out", "--exclude-checks", "ignored_auth"]
    return any(
        run(schemathesis, server.address, asked, more, environment) != 0
        for asked, more in [(session, apart), (bearer, [])]
    )


def run(schemathesis, address, headers, more, environment) -> int:
    command = [schemathesis, "--config-file", str(HERE / "schemathesis.toml"), "run"]
    # Pages are for browsers, and walked in one.
    command += [f"http://{address}/api/v1/openapi.json", "--include-path-regex", API, *more]
    for name, value in headers.items():
        command += ["--header", f"{name}: {value}"]
    return subprocess.run(command, env=environment, check=False).returncode


class Server:
    """The program over a folder of its own, on a port that the system chose."""

    def __init__(self, bonafide: str, data: pathlib.Path):
        command = [bonafide, "serve", "--data", str(data), "--listen", "127.0.0.1:0"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.lines = []
        for line in self.process.stderr:
            if "with the code " in line:
                self.code = line.rsplit(" ", 1)[1].strip().rstrip(":")
            if "listening on " in line:
                self.address = line.rsplit(" ", 1)[1].strip()
                break
        # Read on, or what it says of requests would stop it.
        self.reader = threading.Thread(target=lambda: self.lines.extend(self.process.stderr))
        self.reader.start()

    def post(self, path, headers, body):
        return self.request("POST", path, headers, json.dumps(body))

    def get(self, path, headers):
        return self.request("GET", path, headers, None)[1]

    def request(self, method, path, headers, body):
        connection = http.client.HTTPConnection(self.address, timeout=60)
        connection.request(method, path, body, headers | {"Content-Type": "application/json"})
        answer = connection.getresponse()
        shown = json.loads(answer.read())
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {shown}")
        return answer.headers, shown

    def end(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.reader.join(timeout=60)
        return self.lines


if __name__ == "__main__":
    sys.exit(main())
