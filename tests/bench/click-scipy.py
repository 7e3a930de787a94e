#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What LAMMPS leaves to scipy: from a minimum to Poisson's ratio and its lowest modes.

Usage: click-scipy.py FOLDER MODES CUTOFF A N_A B N_B C0 C2 C4 C6

FOLDER has "end", LAMMPS's dump of type x y z. The potential is A x^-N_A - B x^-N_B + C0 + C2 x^2 + C4 x^4 + C6 x^6
below CUTOFF, x = r / lambda. One factorisation (SuperLU) serves moduli and modes. Prints the CPU seconds, Poisson's
ratio, then the eigenvalues.
"""
import pathlib
import sys
import time

import numpy
from scipy.sparse import coo_matrix, identity
from scipy.sparse.linalg import LinearOperator, eigsh, splu
from scipy.spatial import cKDTree

LAMBDA = numpy.array([[1, 1.18], [1.18, 1.4]])


def read_dump (path):
    lines = path.read_text().splitlines()
    at = next(k for k, line in enumerate(lines) if line.startswith('ITEM: BOX'))
    box = numpy.array([float(line.split()[1]) - float(line.split()[0]) for line in lines[at + 1:at + 4]])
    values = numpy.array([line.split() for line in lines[at + 5:]], float)
    return box, values[:, 0].astype(int) - 1, values[:, 1:4] % box


def derivatives (x, a, n_a, b, n_b, c):
    """phi' and phi'' with respect to x."""
    first = -n_a * a * x**(-n_a - 1) + n_b * b * x**(-n_b - 1) + 2 * c[1] * x + 4 * c[2] * x**3 + 6 * c[3] * x**5
    second = (n_a * (n_a + 1) * a * x**(-n_a - 2) - n_b * (n_b + 1) * b * x**(-n_b - 2)
              + 2 * c[1] + 12 * c[2] * x**2 + 30 * c[3] * x**4)
    return first, second


def bonds_of (box, species, positions, cutoff):
    tree = cKDTree(positions, boxsize=box)
    i, j = tree.query_pairs(cutoff * LAMBDA.max(), output_type='ndarray').T
    d = positions[j] - positions[i]
    d -= box * numpy.round(d / box)
    r = numpy.linalg.norm(d, axis=1)
    scale = LAMBDA[species[i], species[j]]
    near = r < cutoff * scale
    return i[near], j[near], d[near], r[near], scale[near]


def hessian (n, i, j, normal, r, first, second):
    tension = first / r
    outer = normal[:, :, None] * normal[:, None, :]
    block = (second - tension)[:, None, None] * outer + tension[:, None, None] * numpy.eye(3)
    rows, columns = numpy.concatenate([i, j, i, j]), numpy.concatenate([j, i, i, j])
    data = numpy.concatenate([-block, -block, block, block])
    index = numpy.arange(3)
    shape = (3 * n, 3 * n)
    full = coo_matrix((data.ravel(), ((3 * rows[:, None, None] + index[:, None] + 0 * index).ravel(),
                                      (3 * columns[:, None, None] + 0 * index[:, None] + index).ravel())), shape)
    return full.tocsc()


def scatter (n, i, j, force):
    total = numpy.zeros((n, 3))
    numpy.add.at(total, j, force)
    numpy.subtract.at(total, i, force)
    return (total - total.mean(axis=0)).ravel()


def main ():
    folder, modes = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    cutoff, a, n_a, b, n_b, *c = map(float, sys.argv[3:])
    begun = time.process_time()
    box, species, positions = read_dump(folder / 'end')
    n, volume = len(species), box.prod()
    i, j, d, r, scale = bonds_of(box, species, positions, cutoff)
    first, second = derivatives(r / scale, a, n_a, b, n_b, c)
    first, second = first / scale, second / scale**2
    normal = d / r[:, None]
    matrix = hessian(n, i, j, normal, r, first, second)
    # A little above zero: the translations make H itself singular.
    shift = 1e-6 * matrix.diagonal().mean()
    factor = splu((matrix + shift * identity(3 * n, format='csc')).tocsc())

    # Simple shear xy (lerner2022 Eq. A1, A2) and dilation (A3).
    r_g = d[:, 0] * d[:, 1] / r
    r_gg = d[:, 1]**2 / r - d[:, 0]**2 * d[:, 1]**2 / r**3
    along = numpy.stack([d[:, 1], 0 * r, 0 * r], axis=1)
    push = (second * r_g)[:, None] * normal + (first / r)[:, None] * (along - r_g[:, None] * normal)
    shear_force = scatter(n, i, j, push)
    shear = ((second * r_g**2 + first * r_gg).sum() - shear_force @ factor.solve(shear_force)) / volume
    dilation_force = scatter(n, i, j, (second * r)[:, None] * normal)
    bulk = ((second * r**2 + first * r).sum() - 3 * (first * r).sum()
            - dilation_force @ factor.solve(dilation_force)) / (9 * volume)

    inverse = LinearOperator(matrix.shape, matvec=factor.solve, dtype=float)
    values = numpy.sort(eigsh(matrix, modes + 3, sigma=-shift, OPinv=inverse)[0])
    print(time.process_time() - begun)
    print(repr(float((3 * bulk - 2 * shear) / (6 * bulk + 2 * shear))))
    for value in values[3:]:
        print(repr(float(value)))


if __name__ == '__main__':
    main()
