"""Runs inside the user's own interpreter: carries out what the tool asks for and tells it what came of it.

Executed in a namespace of its own (src/python/README.md has the protocol), so that __main__ holds the user's names
alone. Nothing here keeps a reference to a user's object: syntax trees are dropped before their code runs, each
statement's code before the next, tracebacks once they are text. `_` is the one exception, as in Python's own console.
"""
import builtins
import os
import signal
import sys
import traceback
import types

OUR_FILE = sys.argv[1]
OUR_FILES = {OUR_FILE}   # whose frames a traceback begins with
TEXT_LIMIT = 1 << 20   # characters of one result or traceback
FRAME_ROOM = 1 << 10   # bytes of an answer around its list
CONSOLE_NAMES = {"__annotations__", "__builtins__", "__doc__", "__loader__", "__name__", "__package__", "__spec__"}
USER = sys.modules["__main__"].__dict__


def load(name, namespace):
    """Executes a neighbour of this file."""
    path = os.path.join(os.path.dirname(OUR_FILE), name)
    OUR_FILES.add(path)
    with open(path, "rb") as file:
        exec(compile(file.read(), path, "exec"), namespace)
    return types.SimpleNamespace(**namespace)


CHANNEL = load("channel.py", {"__name__": "memdelbrot_channel"})
PREVIEW = load("preview.py", {"__name__": "memdelbrot_preview"})
CONTENTS = load("contents.py", {"__name__": "memdelbrot_contents", "PREVIEW": PREVIEW})
CELLS = load("cells.py", {"__name__": "memdelbrot_cells"})
INPUT = load("console_input.py", {"__name__": "memdelbrot_input"})


def capped(text):
    if len(text) <= TEXT_LIMIT:
        return text
    return "%s … (%d characters in all)" % (text[:TEXT_LIMIT], len(text))


def poke(where, *rest):
    """poke(object, offset, data) writes into an object's contents; poke(address, data) at an address.

    The tool does the writing, from outside, while this call waits. Raises PermissionError while the session is locked.
    """
    if len(rest) == 2:
        begin, size = CONTENTS.payload_range(where)
        offset, data = rest
        data = bytes(data)
        if offset < 0 or offset + len(data) > size:
            raise IndexError("%d bytes at offset %d do not fit into contents of %d bytes" % (len(data), offset, size))
        address = begin + offset
    elif len(rest) == 1:
        address, data = int(where), bytes(rest[0])
    else:
        raise TypeError("poke(object, offset, data) or poke(address, data)")
    answer = ask({"ask": "poke", "address": hex(address), "bytes": data.hex()})
    if answer.get("error"):
        raise (PermissionError if answer.get("refused") else OSError)(answer["error"])


def ask(question):
    if requests.is_closed:
        raise RuntimeError("a forked copy of the session cannot ask the tool")
    return requests.ask(question)


def show_result(value):
    """sys.displayhook: like Python's own, but the text goes to the tool."""
    if value is None:
        return
    builtins._ = None
    text = repr(value)
    sys.stdout.flush()
    commands.send({"event": "result", "text": capped(text)})
    builtins._ = value


def show_exception(error):
    """The traceback without our frames; for SystemExit a line, since it does not end the session."""
    if isinstance(error, SystemExit):
        text = "SystemExit: %s\n" % (error.code,)
    else:
        frames = error.__traceback__
        while frames is not None and frames.tb_frame.f_code.co_filename in OUR_FILES:
            frames = frames.tb_next
        try:
            text = "".join(traceback.format_exception(type(error), error, frames))
        except Exception as second:
            text = "%s (its text could not be made: %s)\n" % (type(error).__name__, type(second).__name__)
        frames = None
    flush_output()
    commands.send({"event": "traceback", "text": capped(text)})
    return text.strip().rpartition("\n")[2]


def flush_output():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass   # replaced or closed by the user: theirs to mend


def user_names():
    return [name for name in list(USER) if type(name) is str
            if not (name.startswith("__") and name.endswith("__")) and not issubclass(type(USER.get(name)), types.ModuleType)]


def fitting(rows):
    """As many of the first ones as a message holds: a name can be as long as its maker likes."""
    room = CHANNEL.SIZE_LIMIT - FRAME_ROOM
    for count, row in enumerate(rows):
        room -= len(CHANNEL.encoded(row)) + len(", ")
        if room < 0:
            return rows[:count]
    return rows


def variables():
    rows = [CONTENTS.described(name, USER, name) for name in user_names() if name in USER]
    if "_" in vars(builtins) and "_" not in USER and builtins._ is not None:
        rows.append(CONTENTS.described("_", vars(builtins), "_"))
    listed = fitting(rows)
    return {"variables": listed, "left_out": len(rows) - len(listed)}


def variable(path):
    first, *attributes = path.split(".")
    for holder in (USER, vars(builtins)):
        if first in holder:
            return CONTENTS.described(path, holder, first, attributes)
    raise LookupError(path)


def exit_status(code):
    """As Python's own main does (Python/pythonrun.c, handle_system_exit): what is no number is printed."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xff if -1 << 63 <= code < 1 << 63 else 0xff
    print(code, file=sys.stderr)
    return 1


def run_script(path):
    try:
        cells.run_script(path)
    except SystemExit as end:
        status = exit_status(end.code)
        return {"exit": status, "error": "exit status %d" % status if status else ""}
    return {}


def answer(message):
    """Carries out one command; what it returns is the answer's content."""
    command = message["do"]
    if command == "run":
        cells.run(message["code"])
    elif command == "script":
        return run_script(message["path"])
    elif command == "complete":
        return {"complete": CELLS.is_complete(message["code"])}
    elif command == "variables":
        return variables()
    elif command == "variable":
        try:
            return {"variable": variable(message["name"])}
        except (LookupError, AttributeError):
            return {"missing": True}
    return {}


def quiet_interrupt(signal_number, frame):
    """SIGINT between two commands: there is nothing to interrupt."""


def begin_interruptible():
    if signal.getsignal(signal.SIGINT) is quiet_interrupt:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def end_interruptible():
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, quiet_interrupt)


def carry_out(message):
    content = {}
    try:
        begin_interruptible()
        commands.send({"event": "started", "id": message["id"]})
        content = answer(message)
        end_interruptible()
    except BaseException as error:
        end_interruptible()
        content = {"error": show_exception(error)}
    flush_output()
    commands.send(dict(content, id=message["id"]))


def serve():
    while True:
        message = commands.receive()
        if message is None:
            return
        try:
            carry_out(message)
        except KeyboardInterrupt:
            end_interruptible()   # struck between the user's code and ours
            commands.send({"id": message["id"], "error": "KeyboardInterrupt"})


def install():
    """Makes the interpreter look as the user's own console would find it."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    sys.stdin = INPUT.ToolInput(ask)
    sys.displayhook = show_result
    builtins.input = INPUT.console_input
    builtins.poke = poke
    module = types.ModuleType("memdelbrot", "What the tool around this session offers to the code in it.")
    module.poke = poke
    sys.modules["memdelbrot"] = module
    sys.argv[:] = [""]
    for name in set(USER) - CONSOLE_NAMES:
        del USER[name]
    signal.signal(signal.SIGINT, quiet_interrupt)


commands = CHANNEL.Channel(int(sys.argv[2]))
requests = CHANNEL.Channel(int(sys.argv[3]))
os.register_at_fork(after_in_child=lambda: (commands.close(), requests.close()))
cells = CELLS.Cells()
install()
commands.send({"event": "hello", "protocol": 1, "version": "%d.%d.%d" % sys.version_info[:3],
               "implementation": sys.implementation.name, "executable": sys.executable or "", "pid": os.getpid(),
               "main": hex(id(USER)), "builtins": hex(id(vars(builtins)))})
serve()
