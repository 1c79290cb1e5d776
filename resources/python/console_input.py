"""sys.stdin and input() of a session: each line is asked of the tool."""
import builtins
import io
import sys

original_input = builtins.input


class ToolInput(io.TextIOBase):
    """sys.stdin. input() falls back to it, since it is no terminal."""

    encoding = "utf-8"
    errors = "strict"
    prompt = ""

    def __init__(self, ask):
        self.ask = ask

    def readable(self):
        return True

    def fileno(self):
        raise io.UnsupportedOperation("the console's input has no file descriptor")

    def close(self):
        """exit() closes it; the next cell may still want to read."""

    def readline(self, size=-1):
        sys.stdout.flush()
        prompt, self.prompt = self.prompt, ""
        line = self.ask({"ask": "input", "prompt": prompt}).get("line")
        return "" if line is None else line + "\n"

    def read(self, size=-1):
        return "".join(iter(self.readline, ""))


def console_input(prompt="", /):
    """Read a line from the console. The prompt is shown before it."""
    if not isinstance(sys.stdin, ToolInput):
        return original_input(prompt)
    sys.audit("builtins.input", prompt)
    sys.stdin.prompt = str(prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    sys.audit("builtins.input/result", line[:-1])
    return line[:-1]
