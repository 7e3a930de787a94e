#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One table of all comparisons, from what the benchmarks printed.

Usage: table.py TESTLOG JSON

TESTLOG is meson's testlog.json; every line of a benchmark's output that is a JSON object with a "stage" is a row:
  stage, setting, against   what is compared, where, with whom (texts)
  ratio                     theirs over ours, the median of the rounds: larger is better
  lowest, highest, rounds   spread of the ratio
  ours, theirs, unit        medians
  reach                     the ratio aimed at; optional
A row may have "value" in place of a ratio, with "limit" as the largest value aimed at. C programs print rows with row.h.
The rows are written to JSON, with the processor's name.
"""
import json
import sys


def rows_of (testlog):
    with open(testlog, encoding='utf-8') as log:
        for line in log:
            for text in json.loads(line).get('stdout', '').splitlines():
                if text.startswith('{"stage"'):
                    yield json.loads(text)


def processor ():
    with open('/proc/cpuinfo', encoding='utf-8') as info:
        for line in info:
            if line.startswith('model name'):
                return line.split(':', 1)[1].strip()
    return ''


def number (row, key):
    return f'{row[key]:.3g}' if key in row else ''


def verdict (row):
    if 'reach' in row:
        return 'reached' if row['ratio'] >= row['reach'] else 'short'
    if 'limit' in row:
        return 'reached' if row['value'] <= row['limit'] else 'short'
    return ''


def cells (row):
    if 'value' in row:
        figure, spread, aim = number(row, 'value'), '', '<= ' + number(row, 'limit') if 'limit' in row else ''
    else:
        figure, spread = number(row, 'ratio') + ' x', f"{number(row, 'lowest')} - {number(row, 'highest')}"
        aim = number(row, 'reach')
    return [row['stage'], row.get('setting', ''), row.get('against', ''), figure, spread, aim, verdict(row),
            number(row, 'ours'), number(row, 'theirs'), row.get('unit', '')]


def main ():
    rows = list(rows_of(sys.argv[1]))
    with open(sys.argv[2], 'w', encoding='utf-8') as out:
        json.dump({'processor': processor(), 'rows': rows}, out, indent=1)
        out.write('\n')
    head = ['stage', 'setting', 'against', 'ratio', 'spread', 'aim', '', 'ours', 'theirs', 'unit']
    table = [head] + [cells(row) for row in rows]
    widths = [max(len(line[k]) for line in table) for k in range(len(head))]
    for line in table:
        print('  '.join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
    print(f'\nAlternating in one run, medians; ratios are theirs over ours. Written to {sys.argv[2]}')


if __name__ == '__main__':
    main()
