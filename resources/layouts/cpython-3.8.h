/* CPython 3.8, 64-bit, the default build: the objects that the inspector knows, in our own words.
 * Names and order are CPython's (Include/object.h, Include/cpython, Objects/dict-common.h); the offsets were
 * compared with those that 3.8.18's own headers give. Fields that nobody here reads are runs of words.
 * stddef.h, stdint.h and sys/types.h stand before this text. */

struct PyTypeObject;

struct PyObject {
    int64_t ob_refcnt;
    struct PyTypeObject *ob_type;
};

struct PyVarObject {
    struct PyObject ob_base;
    int64_t ob_size;                   /* items; an int's digits, negative for a negative int */
};

struct PyTypeObject {
    struct PyVarObject ob_base;
    const char *tp_name;
    int64_t tp_basicsize;
    int64_t tp_itemsize;
    void *slots_to_setattro[15];
    uint64_t tp_flags;
    void *slots_to_getset[10];         /* tp_doc, …, tp_getset, offsets among them */
    struct PyTypeObject *tp_base;
    struct PyObject *tp_dict;
    void *tp_descr_get;
    void *tp_descr_set;
    int64_t tp_dictoffset;
    void *slots_to_bases[6];           /* tp_init, …, tp_bases */
    struct PyObject *tp_mro;
};

struct PyLongObject {
    struct PyVarObject ob_base;
    uint32_t ob_digit[1];              /* 30 bits each */
};

struct PyFloatObject {
    struct PyObject ob_base;
    double ob_fval;
};

struct PyComplexObject {
    struct PyObject ob_base;
    double real;
    double imag;
};

struct PyBytesObject {
    struct PyVarObject ob_base;
    int64_t ob_shash;
    char ob_sval[1];
};

struct PyByteArrayObject {
    struct PyVarObject ob_base;
    int64_t ob_alloc;
    char *ob_bytes;
    char *ob_start;
    int64_t ob_exports;
};

struct PyASCIIObject {
    struct PyObject ob_base;
    int64_t length;                    /* characters */
    int64_t hash;
    uint32_t interned : 2;
    uint32_t kind : 3;                 /* bytes a character */
    uint32_t compact : 1;
    uint32_t ascii : 1;
    uint32_t ready : 1;
    void *wstr;
};

struct PyCompactUnicodeObject {
    struct PyASCIIObject ascii_base;
    int64_t utf8_length;
    char *utf8;
    int64_t wstr_length;
};

struct PyUnicodeObject {
    struct PyCompactUnicodeObject compact_base;
    void *data;
};

struct PyListObject {
    struct PyVarObject ob_base;
    struct PyObject **ob_item;
    int64_t allocated;
};

struct PyTupleObject {
    struct PyVarObject ob_base;
    struct PyObject *ob_item[1];
};

struct PyDictObject {
    struct PyObject ob_base;
    int64_t ma_used;
    uint64_t ma_version_tag;
    struct PyDictKeysObject *ma_keys;
    void *ma_values;
};

struct PyDictKeysObject {
    int64_t dk_refcnt;
    int64_t dk_size;
    void *dk_lookup;
    int64_t dk_usable;
    int64_t dk_nentries;
    char dk_indices[1];
};

struct PyDictValues {
    struct PyObject *values[1];
};

struct PyDictKeyEntry {
    int64_t me_hash;
    struct PyObject *me_key;
    struct PyObject *me_value;
};

struct PySetObject {
    struct PyObject ob_base;
    int64_t fill;
    int64_t used;
    int64_t mask;
    struct setentry *table;
};

struct setentry {
    struct PyObject *key;
    int64_t hash;
};
