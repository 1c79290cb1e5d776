"""A short text of an object, made without running code of the user's: it is asked for after each cell, unasked by them."""
import sys
import types

LIMIT = 200        # characters
ITEMS = 40         # of one container
LEVELS = 4         # of containers in containers
LONGEST_INT = 10000   # bits: how long making its text may take
HEAP_TYPE = 1 << 9    # Py_TPFLAGS_HEAPTYPE (Include/object.h): made at run time, as all of the user's are

# A metaclass may have a __getattribute__ of its own: these go past it.
type_name = type.__dict__["__name__"].__get__
type_bases = type.__dict__["__mro__"].__get__
type_names = type.__dict__["__dict__"].__get__
type_flags = type.__dict__["__flags__"].__get__


def defined(kind, name):
    """What the interpreter finds for a special method: an entry of the type or of one it comes from."""
    for base in type_bases(kind):
        names = type_names(base)
        if name in names:
            return names[name]
    return None


def is_native(method):
    """Of C, or not there at all."""
    return method is None or type(method) is types.WrapperDescriptorType or type(method) is types.MethodDescriptorType


def full_name(kind):
    module = type_names(kind).get("__module__")
    name = type_name(kind)
    return "%s.%s" % (module, name) if type(module) is str and module != "builtins" else name


def placed(value):
    return "<%s object at 0x%x>" % (full_name(type(value)), id(value))


def numpy_type(name):
    """One of NumPy's own C types; None where NumPy is not there."""
    numpy = sys.modules.get("numpy")
    kind = vars(numpy).get(name) if type(numpy) is types.ModuleType else None
    return kind if type(kind) is type and not type_flags(kind) & HEAP_TYPE else None


def is_numpy(kind, name):
    wanted = numpy_type(name)
    return wanted is not None and any(base is wanted for base in type_bases(kind))


class Preview:
    """One text: stops as soon as it is longer than what is shown of it."""

    def __init__(self):
        self.room = LIMIT

    def of(self, value, level=LEVELS):
        text = self.made(value, level)
        self.room -= len(text)
        return text

    def made(self, value, level):
        maker = MAKERS.get(id(type(value)))
        if maker is not None:
            return maker(self, value, level)
        if id(type(value)) in PLAIN:
            return repr(value)
        return of_numpy(value)

    def joined(self, texts):
        parts = []
        for text in texts:
            if len(parts) == ITEMS or self.room <= 0:
                parts.append("...")
                break
            parts.append(text())
        return ", ".join(parts)

    def items(self, values, level):
        if level <= 0 and values:
            return "..."
        return self.joined((lambda value=value: self.of(value, level - 1)) for value in values)

    def pairs(self, values, level):
        if level <= 0 and values:
            return "..."
        return self.joined((lambda key=key, value=value: self.of(key, level - 1) + ": " + self.of(value, level - 1))
                           for key, value in values.items())


def of_int(preview, value, level):
    if value.bit_length() > LONGEST_INT:
        return "<int of %d bits>" % value.bit_length()
    digits = repr(value)
    return digits if len(digits) <= LIMIT // 2 else digits[:48] + "..." + digits[-49:]


def of_text(preview, value, level):
    return repr(value) if len(value) <= LIMIT else repr(value[:LIMIT]) + "..."


def of_range(preview, value, level):
    parts = (value.start, value.stop, value.step)
    return repr(value) if all(type(part) is int for part in parts) else placed(value)


def of_list(preview, value, level):
    return "[" + preview.items(value, level) + "]"


def of_tuple(preview, value, level):
    return "(" + preview.items(value, level) + (",)" if len(value) == 1 else ")")


def of_set(preview, value, level):
    return "{" + preview.items(value, level) + "}" if value else "set()"


def of_frozenset(preview, value, level):
    return "frozenset({" + preview.items(value, level) + "})" if value else "frozenset()"


def of_dict(preview, value, level):
    return "{" + preview.pairs(value, level) + "}"


def of_numpy(value):
    """Arrays and scalars whose elements are no Python objects; without the formatters that the user may have set."""
    kind = type(value)
    if is_numpy(kind, "generic") and not type_flags(kind) & HEAP_TYPE:
        return placed(value) if is_numpy(kind, "void") or is_numpy(kind, "object_") else repr(value)
    if kind is not numpy_type("ndarray") or value.dtype.hasobject:
        return placed(value)
    text = sys.modules["numpy"].array2string(value, separator=", ", prefix="array(", threshold=ITEMS, edgeitems=3,
                                             formatter={})
    plain = value.size and value.dtype.str in ("|b1", "<i8", "<f8", "<c16")
    return "array(%s)" % text if plain else "array(%s, dtype=%s)" % (text, value.dtype)


def short(value):
    try:
        text = Preview().of(value)
    except Exception as error:
        text = "<no preview: %s>" % type_name(type(error))   # another thread has changed it meanwhile
    return text if len(text) <= LIMIT else text[:LIMIT - 1] + "…"


# By the type's id: a metaclass may have a __hash__ and an __eq__ of its own.
MAKERS = {id(kind): maker for kind, maker in (
    (int, of_int), (str, of_text), (bytes, of_text), (bytearray, of_text), (range, of_range), (list, of_list),
    (tuple, of_tuple), (set, of_set), (frozenset, of_frozenset), (dict, of_dict))}
# What their texts are made of is their own alone.
PLAIN = {id(kind) for kind in (bool, float, complex, type(None), type(Ellipsis), type(NotImplemented), type, memoryview,
                               types.FunctionType, object)}
