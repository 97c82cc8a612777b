"""One `bonafide serve` that is started, asked, killed and started again."""

import http.client
import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

# How long a start may take before it is called a failure, in seconds.
START_MAX = 300


class Gone(Exception):
    """The server went away before it answered: what was asked is done or not."""


class Down(Gone):
    """It is not there: nothing was asked."""


class Server:
    """A server over one data folder; the accounts outlive its process."""

    def __init__(self, program, data, database=None):
        self.program, self.data, self.database = program, Path(data), database
        self.process, self.address, self.tokens = None, None, {}
        self.starts, self.failures = [], []

    def start(self):
        """Starts it; gives how many seconds passed until it listened."""
        command = [self.program, "serve", "--data", str(self.data), "--listen", "127.0.0.1:0"]
        if self.database:
            command += ["--database", self.database]
        begun = time.monotonic()
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        code = None
        for line in self.process.stderr:
            if "with the code " in line:
                code = line.split("with the code ")[1].strip().rstrip(":")
            if line.startswith("bonafide: listening on "):
                self.address = line.split()[-1]
                took = time.monotonic() - begun
                break
            if time.monotonic() - begun > START_MAX:
                break
        if self.address is None or self.process.poll() is not None:
            raise SystemExit(f"the server does not start: {line!r}")
        threading.Thread(target=self.listen, args=(self.process.stderr,), daemon=True).start()
        self.starts.append(took)
        if code:
            self.make_accounts(code)
        return took

    def listen(self, said):
        """Reads on, so that the server is not held up; keeps what went wrong."""
        for line in said:
            if '"status":5' in line or "panicked" in line or '"failed"' in line:
                self.failures.append(line.strip())

    def make_accounts(self, code):
        answer = self.done("POST", "/api/v1/setup", None, {"code": code, "name": "admin"})
        self.tokens["admin"] = answer["token"]
        for name, role in (("ats", "integration"), ("ann", "approver"), ("bob", "approver")):
            body = {"name": name, "role": role}
            self.tokens[name] = self.done("POST", "/api/v1/accounts", "admin", body)["token"]

    def kill(self):
        """Ends it as a loss of power would end the process: nothing is told to it."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.address = None

    def end(self):
        """Asks it to end."""
        self.process.terminate()
        self.process.wait()
        self.address = None

    def line(self):
        """A connection of its own, for one thread."""
        return Line(self)

    def done(self, method, path, who, body=None):
        """Asks what must be answered."""
        status, answer = self.line().ask(method, path, who, body)
        if status >= 300:
            raise SystemExit(f"{method} {path}: {status} {answer}")
        return answer

    def all(self, path, name, who="ann"):
        """Every entry of a list, through its pages."""
        line, found, after = self.line(), [], ""
        while True:
            mark = "&" if "?" in path else "?"
            status, page = line.ask("GET", f"{path}{mark}limit=200{after}", who)
            if status >= 300:
                raise SystemExit(f"GET {path}: {status} {page}")
            found += page[name]
            if not page.get("next"):
                return found
            after = f"&after={page['next']}"


class Line:
    """A connection that is kept open."""

    def __init__(self, server):
        self.server, self.address, self.connection = server, None, None

    def ask(self, method, path, who=None, body=None, key=None):
        """Asks; status and answer."""
        address = self.server.address
        if address is None:
            raise Down
        if address != self.address:
            self.address = address
            self.connection = http.client.HTTPConnection(address, timeout=120)
        headers = {}
        if who:
            headers["Authorization"] = f"Bearer {self.server.tokens[who]}"
        if key:
            headers["Idempotency-Key"] = key
        if body is not None:
            body = (body if isinstance(body, str) else json.dumps(body)).encode()
        try:
            self.connection.request(method, path, body, headers)
            response = self.connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.address = None
            raise Gone from error
        return response.status, json.loads(text) if text.startswith(b"{") else text
