"""Writes the HDF5 files of this folder with h5py, an implementation that shares no line with the reader under test.

    python3 make-fixtures.py      (h5py 3.7, HDF5 1.10.8)

Element k of every data set, counted in the file's own order, is (37 * k) % 251 - 125 (without the 125 where unsigned).
earliest.mat is in the form that MATLAB writes, latest.mat in that of h5py's libver='latest', without a user block.
"""
import os

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def elements(shape, dtype):
    dtype = np.dtype(dtype)
    k = np.arange(int(np.prod(shape)), dtype=np.int64)
    values = (37 * k) % 251 - (0 if dtype.kind == "u" else 125)
    return values.astype(dtype).reshape(shape)


def matlab(obj, name, decode=None):
    obj.attrs["MATLAB_class"] = np.bytes_(name)
    if decode is not None:
        obj.attrs["MATLAB_int_decode"] = np.int32(decode)
    return obj


def add(group, name, shape, dtype, matlab_class=None, **options):
    dataset = group.create_dataset(name, data=elements(shape, dtype), **options)
    return matlab(dataset, matlab_class) if matlab_class else dataset


def fields(group, names):
    group.attrs.create(
        "MATLAB_fields",
        np.array([np.array([c.encode() for c in n], dtype="S1") for n in names] + [None], dtype=object)[:-1],
        dtype=h5py.vlen_dtype(np.dtype("S1")),
    )


def earliest(path):
    with h5py.File(path, "w", userblock_size=512, libver=("earliest", "v108")) as f:
        add(f, "big", (7, 3), ">i2", "int16")
        add(f, "bigfloat", (5, 2), ">f4", "single")
        add(f, "packed", (50, 7), "<i4", "int32", chunks=(8, 3), compression=4, shuffle=True, fletcher32=True)
        add(f, "cube", (5, 6, 7), "<f8", "double", chunks=(2, 4, 3), compression=1)
        add(f, "growing", (300, 2), "<i2", "int16", chunks=(1, 2), maxshape=(None, 2))
        hole = f.create_dataset("hole", (40, 3), "<i2", chunks=(10, 3), fillvalue=7)
        hole[10:20] = elements((10, 3), "<i2")
        refs = f.create_group("#refs#")
        first = matlab(refs.create_dataset("a", data=elements((1, 1), "<f8")), "double")
        second = matlab(refs.create_dataset("b", data=np.array([[104], [105]], "<u2")), "char", 2)
        cell = matlab(f.create_dataset("cell", (2, 1), dtype=h5py.ref_dtype), "cell")
        cell[0, 0], cell[1, 0] = first.ref, second.ref
        struct = matlab(f.create_group("s"), "struct")
        fields(struct, ["zz", "aa"])
        add(struct, "aa", (1, 1), "<f8", "double")
        add(struct, "zz", (2, 1), "<f8", "double")
        array = matlab(f.create_group("sa"), "struct")
        for name in ("x", "y"):
            field = array.create_dataset(name, (2, 1), dtype=h5py.ref_dtype)
            field[0, 0], field[1, 0] = first.ref, second.ref
        sparse = matlab(f.create_group("sp"), "double")
        sparse.attrs["MATLAB_sparse"] = np.uint64(9)
        sparse.create_dataset("data", data=np.array([1.0]))
        sparse.create_dataset("ir", data=np.array([0], "u8"))
        sparse.create_dataset("jc", data=np.array([0, 1, 1, 1], "u8"))
        complex_type = np.dtype([("real", "<f8"), ("imag", "<f8")])
        matlab(f.create_dataset("z", data=np.array([[(1, 2)], [(3, 4)]], complex_type)), "double")
        matlab(f.create_dataset("handle", data=np.zeros((1, 1), "u4")), "function_handle")
        matlab(f.create_dataset("when", data=np.zeros((6, 1), "u4")), "datetime").attrs["MATLAB_object_decode"] = 3
        flag = matlab(f.create_dataset("flag", data=np.array([[1], [0]], "u1")), "logical", 1)
        flag.attrs["MATLAB_global"] = np.int32(1)
        empty = matlab(f.create_dataset("none", data=np.array([0, 3], "u8")), "single")
        empty.attrs["MATLAB_empty"] = np.uint8(1)
    with open(path, "r+b") as f:
        f.write(b"MATLAB 7.3 MAT-file, written by h5py".ljust(124) + b"\x00\x02IM")


def latest(path):
    with h5py.File(path, "w", libver="latest") as f:
        add(f, "single", (30, 3), "<f8", chunks=(30, 3), compression=1)
        add(f, "single_plain", (30, 3), "<i2", chunks=(30, 3))
        add(f, "fixed", (20, 5), "<i2", chunks=(3, 5), compression=1)
        add(f, "fixed_paged", (2500,), "<u1", chunks=(1,))
        add(f, "extensible", (500, 2), "<i2", chunks=(1, 2), maxshape=(None, 2))
        add(f, "extensible_across", (2, 90), "<i2", chunks=(2, 3), maxshape=(2, None), compression=1)
        add(f, "tree", (20, 30), "<u1", chunks=(3, 7), maxshape=(None, None), compression=1)
        add(f, "tree_plain", (200, 10), "<u1", chunks=(1, 7), maxshape=(None, None))
        early = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        early.set_chunk((4, 2))
        early.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        space = h5py.h5s.create_simple((10, 3))
        implicit = h5py.h5d.create(f.id, b"implicit", h5py.h5t.STD_I16LE, space, early)
        implicit.write(h5py.h5s.ALL, h5py.h5s.ALL, elements((10, 3), "<i2"))
        f.create_dataset("truth", data=np.array([True, False, True]))
        f.create_dataset("complex", data=np.array([1 + 2j, 3 + 4j]))
        f.create_dataset("names", data=["I", "aVR"], dtype=h5py.string_dtype())
        f.create_dataset("unit", data=np.bytes_("mV"))
        f.create_dataset("nothing", data=h5py.Empty("f8"))
        f["type"] = np.dtype("i2")
        f.create_dataset("typed", data=elements((3,), "i2"), dtype=f["type"])
        f["link"] = h5py.SoftLink("/truth")
        many = f.create_group("many")
        for i in range(40):
            many[f"field_{i:02d}"] = float(i)
        described = add(f, "described", (2, 2), "<i2")
        for i in range(12):
            described.attrs[f"note_{i}"] = i
        matlab(described, "int8")


def lzf(path):
    with h5py.File(path, "w") as f:
        add(f, "val", (100, 2), "<i2", chunks=(100, 2), compression="lzf")


if __name__ == "__main__":
    earliest(os.path.join(HERE, "earliest.mat"))
    latest(os.path.join(HERE, "latest.mat"))
    lzf(os.path.join(HERE, "lzf.mat"))
