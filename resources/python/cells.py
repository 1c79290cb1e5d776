"""Compiles and runs what the user types: a cell statement by statement, as in a notebook, a script as a whole."""
import __future__
import ast
import codeop
import linecache
import os
import sys

USER = sys.modules["__main__"].__dict__


class Cells:
    """Compiles and runs what the user types."""

    FUTURE_FLAGS = sum({getattr(__future__, name).compiler_flag for name in __future__.all_feature_names})

    def __init__(self):
        self.count = 0
        self.flags = 0

    def remembered(self, source):
        """The file name under which tracebacks find the cell's lines."""
        self.count += 1
        name = "<cell %d>" % self.count
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
        return name

    def compiled(self, source):
        """A code object for each statement: literals are shared within a statement only."""
        name = self.remembered(source)
        tree = compile(source, name, "exec", ast.PyCF_ONLY_AST | self.flags, True)
        codes = []
        while tree.body:
            node = tree.body.pop(0)
            if isinstance(node, ast.Expr) and not tree.body:
                part, mode = ast.Interactive([node]), "single"
            else:
                part, mode = ast.Module([node], []), "exec"
            code = compile(part, name, mode, self.flags, True)
            self.flags |= code.co_flags & self.FUTURE_FLAGS
            codes.append(code)
        return codes

    def run(self, source):
        codes = self.compiled(source)
        codes.reverse()
        while codes:
            exec(codes.pop(), USER)

    def run_script(self, path):
        path = os.path.abspath(path)
        USER["__file__"] = path
        sys.argv[:] = [path]
        sys.path[0] = os.path.dirname(path)
        exec(compiled_script(path), USER)


def compiled_script(path):
    with open(path, "rb") as file:
        return compile(file.read(), path, "exec", 0, True)


def is_complete(source):
    """False while the console should ask for another line: an open bracket, or a block without an empty line after it."""
    try:
        if codeop.compile_command(source, "<input>", "exec") is None:
            return False
    except (SyntaxError, ValueError, OverflowError):
        return True
    last = source.rpartition("\n")[2]
    return "\n" not in source or not last[:1].isspace() or not last.strip()
