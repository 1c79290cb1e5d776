/* NumPy 1, 64-bit: an array and its dtype, in our own words (numpy/core/include/numpy/ndarraytypes.h; offsets compared with 1.24.2's). */

struct PyObject {
    int64_t ob_refcnt;
    void *ob_type;
};

struct PyArray_Descr {
    struct PyObject ob_base;
    void *typeobj;
    char kind;
    char type;
    char byteorder;
    char flags_or_unused;
    int32_t type_num;
    int32_t elsize;                    /* bytes */
    int32_t alignment;
    void *subarray;
    struct PyObject *fields;
    struct PyObject *names;
    void *functions;
    struct PyObject *metadata;
    void *c_metadata;
    int64_t hash;
};

struct PyArrayObject {
    struct PyObject ob_base;
    char *data;
    int32_t nd;
    int64_t *dimensions;
    int64_t *strides;
    struct PyObject *base;
    struct PyArray_Descr *descr;
    int32_t flags;                     /* 0x1 C, 0x2 Fortran, 0x4 owner, 0x100 aligned, 0x400 writeable */
    struct PyObject *weakreflist;
};
