"""Accepts or rejects all tracked changes in LibreOffice. Run by a Python that knows its `uno`: PORT on the command line,
lines "source<tab>target<tab>command" on standard input; prints how many changes there were, and how many are left.
"""

import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def setting(name, value):
    out = PropertyValue()
    out.Name, out.Value = name, value
    return out


def connected(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext"
    for _ in range(120):
        try:
            return resolver.resolve(address)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def settle(context, source, target, command):
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(
        f"file://{source}", "_blank", 0, (setting("Hidden", True),)
    )
    before = len(list(document.Redlines))
    if command:
        dispatcher = services.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", context
        )
        dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{command}", "", 0, ())
    left = len(list(document.Redlines))
    document.storeToURL(f"file://{target}", (setting("FilterName", "MS Word 2007 XML"),))
    document.close(True)
    return before, left


if __name__ == "__main__":
    running = connected(sys.argv[1])
    for line in sys.stdin:
        print(*settle(running, *line.rstrip("\n").split("\t")), flush=True)
