"""What an object is made of: its size, references and payload, without keeping hold of it.

None of the user's code is run for it: a list of variables is made after each cell, unasked. PREVIEW is preview.py.
"""
import sys

POINTER = 8        # bytes
ASCII_HEAD = sys.getsizeof("") - 1                       # bytes before the characters of a compact ASCII str
COMPACT_HEAD = sys.getsizeof(chr(0x100) + chr(0x101)) - 6   # and of a compact str with wider ones: (2 + 1) * 2 bytes follow
BYTES_HEAD = bytes.__basicsize__ - 1
LIST_ITEMS = 24    # PyListObject.ob_item and PyTupleObject.ob_item (Include/cpython/listobject.h, tupleobject.h; 3.8 to 3.13)
BYTEARRAY_START = 40   # PyByteArrayObject.ob_start (Include/cpython/bytearrayobject.h)
VALUE = 16         # PyFloatObject.ob_fval, PyComplexObject.cval
INT_DIGITS = 24    # PyLongObject.ob_digit


def size_of(value):
    """sys.getsizeof's, where that runs no code of the user's."""
    kind = type(value)
    try:
        return sys.getsizeof(value) if PREVIEW.is_native(PREVIEW.defined(kind, "__sizeof__")) else object.__sizeof__(value)
    except Exception:
        return object.__sizeof__(value)


def text_payload(value):
    if value.isascii():
        return {"begin": id(value) + ASCII_HEAD, "size": len(value), "dtype": "uint8", "shape": [len(value)]}
    widest = ord(max(value))
    width = 1 if widest < 1 << 8 else 2 if widest < 1 << 16 else 4
    return {"begin": id(value) + COMPACT_HEAD, "size": len(value) * width, "dtype": "uint%d" % (8 * width), "shape": [len(value)]}


def dtype_name(code, item_size):
    """"float64" for "<f8"; big-endian and other kinds keep NumPy's code."""
    if code[1] == "O":
        return "pointer"
    if code[1] == "b":
        return "bool"
    if code[0] == ">" or code[1] not in NAMES:
        return code.lstrip("|")
    return "longdouble" if code == "<f16" else "%s%d" % (NAMES[code[1]], 8 * item_size)


def array_payload(value, array):
    """`array` is numpy's own type: `value` may be of one that comes from it."""
    names = PREVIEW.type_names(array)
    interface = names["__array_interface__"].__get__(value)
    shape = list(interface["shape"])
    item_size = names["itemsize"].__get__(value)
    dtype = dtype_name(interface["typestr"], item_size)
    strides = interface.get("strides")
    low, high = interface["data"][0], interface["data"][0]
    if 0 in shape:
        return {"begin": low, "size": 0, "dtype": dtype, "shape": shape}
    if strides is None:
        count = 1
        for length in shape:
            count *= length
        return {"begin": low, "size": count * item_size, "dtype": dtype, "shape": shape}
    for length, stride in zip(shape, strides):
        low += min(0, (length - 1) * stride)
        high += max(0, (length - 1) * stride)
    return {"begin": low, "size": high + item_size - low, "dtype": dtype, "shape": []}   # not C order: bytes, no shape


def buffer_payload(value):
    """memoryview, array.array, mmap …: the buffer protocol, asked through ctypes and released at once."""
    view = memoryview(value)
    try:
        if not view.c_contiguous or not view.nbytes:
            return None
        import ctypes
        class Buffer(ctypes.Structure):   # Py_buffer, Include/pybuffer.h
            _fields_ = [("buf", ctypes.c_void_p), ("rest", ctypes.c_void_p * 16)]
        buffer = Buffer()
        ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(view), ctypes.byref(buffer), 0)
        begin = buffer.buf
        ctypes.pythonapi.PyBuffer_Release(ctypes.byref(buffer))
        dtype = FORMATS.get((view.format.lstrip("@=<"), view.itemsize), "uint8")
        shape = list(view.shape) if dtype != "uint8" or view.itemsize == 1 else [view.nbytes]
        return {"begin": begin, "size": view.nbytes, "dtype": dtype, "shape": shape}
    finally:
        view.release()


def payload(value):
    """Where the contents are, in bytes; "pointer_at": the address stands there, to be read from outside. None: no contents."""
    kind = type(value)
    if kind is bytes:
        return {"begin": id(value) + BYTES_HEAD, "size": len(value), "dtype": "uint8", "shape": [len(value)]}
    if kind is str:
        return text_payload(value)
    if kind is bytearray:
        return {"pointer_at": id(value) + BYTEARRAY_START, "size": len(value), "dtype": "uint8", "shape": [len(value)]}
    if kind is list:
        return {"pointer_at": id(value) + LIST_ITEMS, "size": len(value) * POINTER, "dtype": "pointer", "shape": [len(value)]}
    if kind is tuple:
        return {"begin": id(value) + LIST_ITEMS, "size": len(value) * POINTER, "dtype": "pointer", "shape": [len(value)]}
    if kind is int or kind is bool:   # not "in": a metaclass may have an __eq__
        digits = max(1, -(-abs(value).bit_length() // sys.int_info.bits_per_digit))
        return {"begin": id(value) + INT_DIGITS, "size": digits * 4, "dtype": "uint32", "shape": [digits]}
    if kind is float:
        return {"begin": id(value) + VALUE, "size": 8, "dtype": "float64", "shape": [1]}
    if kind is complex:
        return {"begin": id(value) + VALUE, "size": 16, "dtype": "complex128", "shape": [1]}
    if PREVIEW.is_numpy(kind, "ndarray"):
        return array_payload(value, PREVIEW.numpy_type("ndarray"))
    if not PREVIEW.is_native(PREVIEW.defined(kind, "__buffer__")):
        return None   # PEP 688, Python 3.12: a buffer made by the user's code
    try:
        return buffer_payload(value)
    except Exception:
        return None   # no buffer


def payload_range(value):
    """(address, size) for a poke."""
    found = payload(value)
    if found is None:
        raise TypeError("%s has no contents to poke into" % PREVIEW.type_name(type(value)))
    if "begin" in found:
        return found["begin"], found["size"]
    import ctypes
    return ctypes.c_void_p.from_address(found["pointer_at"]).value or 0, found["size"]


def resolved(holder, name, attributes):
    value = holder[name]
    for attribute in attributes:
        value = getattr(value, attribute)
    return value


def references(count):
    """sys.getrefcount is one too high: its argument. Immortal objects' counts (3.12 and later) are no counts at all."""
    return count if count >= 1 << 31 else count - 1


def described(shown, holder, name, attributes=()):
    """A row of the variables' table. The count is asked before anything here refers to the object."""
    if attributes:
        count = sys.getrefcount(resolved(holder, name, attributes))
    else:
        count = sys.getrefcount(holder[name])
    value = resolved(holder, name, attributes)
    row = {"name": shown, "type": PREVIEW.type_name(type(value)), "type_at": hex(id(type(value))),
           "address": hex(id(value)), "size": str(size_of(value)), "references": str(references(count)),
           "repr": PREVIEW.short(value)}
    try:
        found = payload(value)
    except Exception:
        found = None   # a hostile __array_interface__
    if found is not None:
        row["contents"] = {key: hex(item) if key in ("begin", "pointer_at") else item for key, item in found.items()}
        row["contents"]["size"] = str(found["size"])
    return row


NAMES = {"i": "int", "u": "uint", "f": "float", "c": "complex"}
FORMATS = {("B", 1): "uint8", ("b", 1): "int8", ("c", 1): "S1", ("?", 1): "bool", ("h", 2): "int16", ("H", 2): "uint16",
           ("i", 4): "int32", ("I", 4): "uint32", ("l", 8): "int64", ("L", 8): "uint64", ("q", 8): "int64",
           ("Q", 8): "uint64", ("f", 4): "float32", ("d", 8): "float64"}
