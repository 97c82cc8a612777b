"""Begins, edits and saves documents with LibreOffice; for the interpreter that has `uno`.

    /usr/bin/python3 office.py JOBS.json

A job is `{"open": PATH or null, "template": bool, "lines": [...], "replace": [[old, new], ...],
"save": [[PATH, FILTER], ...]}`.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue


def value(name, content):
    """A property of a call."""
    held = PropertyValue()
    held.Name, held.Value = name, content
    return held


def url(path):
    """A path as the office writes it."""
    return Path(path).resolve().as_uri()


def connect(pipe):
    """The desktop of an office that was started a moment ago."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:
            time.sleep(0.25)
    sys.exit("the office did not start")


def work(desktop, job):
    """One job."""
    hidden = [value("Hidden", True)]
    if job.get("template"):
        hidden.append(value("AsTemplate", True))
    source = url(job["open"]) if job.get("open") else "private:factory/swriter"
    document = desktop.loadComponentFromURL(source, "_blank", 0, tuple(hidden))
    try:
        if job.get("lines"):
            document.Text.setString("\n".join(job["lines"]))
        for old, new in job.get("replace", []):
            search = document.createReplaceDescriptor()
            search.SearchString, search.ReplaceString = old, new
            document.replaceAll(search)
        for path, kind in job["save"]:
            # Saving under a name keeps the document's moments; printing does not.
            store = document.storeToURL if kind.endswith("Export") else document.storeAsURL
            store(url(path), (value("FilterName", kind),))
    finally:
        document.close(True)


def main():
    """Does all jobs; what fails is left out, and said."""
    jobs = json.loads(Path(sys.argv[1]).read_text())
    with tempfile.TemporaryDirectory() as home:
        pipe = f"bonafide-{time.time_ns()}"
        command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{home}"]
        office = subprocess.Popen([*command, f"--accept=pipe,name={pipe};urp;"], stderr=subprocess.DEVNULL)
        try:
            desktop = connect(pipe)
            for job in jobs:
                try:
                    work(desktop, job)
                except Exception as error:
                    print(f"not done: {job['save']}: {error}", file=sys.stderr)
        finally:
            office.terminate()
            office.wait()


if __name__ == "__main__":
    main()
