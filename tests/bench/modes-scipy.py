#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scipy takes for the lowest modes of a Hessian: eigsh by shift and invert.

Usage: modes-scipy.py FOLDER MODES

FOLDER has H in compressed rows as bench-scipy.c writes it: start and column (int32), value (float64). Prints the CPU
seconds, then the eigenvalues beside the translations.
"""
import pathlib
import sys
import time

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import eigsh

folder, modes = pathlib.Path(sys.argv[1]), int(sys.argv[2])
start, column = (numpy.fromfile(folder / name, numpy.int32) for name in ('start', 'column'))
matrix = csr_matrix((numpy.fromfile(folder / 'value'), column, start)).tocsc()
begun = time.process_time()
# A little below zero: the translations make H itself singular.
values = eigsh(matrix, modes + 3, sigma=-1e-3, return_eigenvectors=True)[0]
print(time.process_time() - begun)
for value in sorted(values)[3:]:
    print(repr(float(value)))
