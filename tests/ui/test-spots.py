#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Soft spots in the window, driven through accessible names: they are found, listed, chosen and taken apart, and what
the sheet says is what the command line says of the same file.

    tests/ui/under-xvfb.sh --size 1440x900 tests/ui/test-spots.py PROGRAM COMMAND FOLDER

Prints TAP. Screenshots go to FOLDER.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from vitrine_driver import Program, wait_for  # noqa: E402

PROGRAM, COMMAND, FOLDER = sys.argv[1:4]
WANTED = 12  # of each kind, by a search nobody has asked for
COUNT = re.compile(r"^(\d+) harmonic, (\d+) cubic(, (\d+) quartic)?$")
NUMBER = r"(−?[\d.]+(?: × 10\^−?\d+|\^)?)"


def shot(window, name):
    window.screenshot(os.path.join(FOLDER, name + ".png"))


def number(text):
    """As the window writes it, in plain words."""
    return float(text.replace("−", "-").replace(" × 10^", "e").replace("\u2009", ""))


def close(said, told, digits):
    """Equal to as many significant digits as are shown."""
    return abs(said - told) <= 0.51 * 10.0 ** -(digits - 1) * max(abs(told), 1e-3) or abs(said - told) < 0.006


def run(*arguments):
    subprocess.run([COMMAND, *arguments, "--quiet"], check=True)


def make_glass(folder):
    path = os.path.join(folder, "glass.xyz")
    run("quench", "--model", "mie", "--q", "12", "--particles", "256", "--seed", "2", "--out", path)
    return path


def ask_the_command(path, kind):
    output = path.replace(".xyz", f"-{kind}.json")
    run("modes", path, "--kind", kind, "--count", str(WANTED), "--json", output)
    with open(output, encoding="utf-8") as file:
        return json.load(file)["modes"]


def wait_for_search(window):
    """It begins by itself."""
    window.find("Quench", "push button")
    wait_for(lambda: "quartic" in window.description("Modes", "image"), "quartic modes in the plot")
    wait_for(lambda: not window.has("Stop the search", "push button"), "the end of the search")


# --- the tests, in the order in which a user would do it ---


def search_begins_by_itself(window, told):
    wait_for_search(window)
    said = window.description("Modes", "image")
    for family in ("harmonic", "cubic", "quartic"):
        assert f"N e, {family}: " in said, said


def list_has_all_of_them(window, told):
    window.press("List of modes", "push button")
    counts = COUNT.match(window.find(COUNT, "label").get_name())
    assert int(counts[1]) == 60, counts[0]
    assert int(counts[2]) == len(told["cubic"]), (counts[0], len(told["cubic"]))
    assert int(counts[4]) == len(told["quartic"]), (counts[0], len(told["quartic"]))
    shot(window, "list")


def choosing_in_the_list_chooses_everywhere(window, told):
    window.click("Soft spot 1 (cubic)", "label")
    window.press("Pause", "push button")  # what swings keeps the processor from all that follows
    window.press("Close list of modes", "push button")
    window.find(f"cubic, {len(told['cubic'])} found", "label")


def check_sheet(window, mode, kind):
    for name, key, digits in (("Frequency ", "omega", 4), ("Frequency in units of omega 0 ", "omega_over_omega0", 3)):
        said = window.find(re.compile("^" + name + r"[\d.]+$"), "panel").get_name()
        assert close(number(said.split()[-1]), mode[key], digits), (said, mode[key])
    said = window.find(re.compile(r"^Takes part [\d.]+$"), "panel").get_name()
    assert abs(number(said.split()[-1]) - mode["participation_ratio"]) <= 0.51, (said, mode["participation_ratio"])
    bars = wait_for(lambda: window.description("Where its stiffness comes from", "image"), "the parts of the stiffness")
    for symbol, key in (("k+", "k_plus"), ("k−", "k_minus"), ("f+", "f_plus"), ("f−", "f_minus"), ("ω²", "stiffness")):
        said = re.search(re.escape(symbol) + " " + NUMBER, bars)[1]
        assert close(number(said), mode[key], 4), (symbol, said, mode[key])
    for name, key, digits in (("Third-order coefficient", "third", 4), ("Fourth-order coefficient", "fourth", 4),
                              ("Dilation / shear", "dilation_over_shear", 3), ("Radius", "core_radius", 3)):
        said = window.find(re.compile("^" + name + ": "), "label").get_name()
        assert close(number(said.split(": ")[1]), mode[key], digits), (said, mode[key])


def sheet_says_what_the_command_says(window, told):
    check_sheet(window, told["cubic"][0], "cubic")
    shot(window, "spot")


def stepping_stays_in_the_family(window, told):
    window.press("Next mode", "push button")
    window.find("Soft spot 2", "label")
    check_sheet(window, told["cubic"][1], "cubic")


def second_page_and_jump(window, told):
    window.press("More about this mode")
    jump = window.find(re.compile(r"^Mode \d+: \d\.\d\d$"), "push button").get_name()
    shot(window, "more")
    window.press(jump, "push button")
    window.find("harmonic, of 60", "label")
    window.find(jump.split(":")[0], "label")


TESTS = (search_begins_by_itself, list_has_all_of_them, choosing_in_the_list_chooses_everywhere,
         sheet_says_what_the_command_says, stepping_stays_in_the_family, second_page_and_jump)


def main():
    failed = 0
    os.makedirs(FOLDER, exist_ok=True)
    print(f"1..{len(TESTS)}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = make_glass(folder)
        told = {kind: ask_the_command(path, kind) for kind in ("cubic", "quartic")}
        window = Program(PROGRAM, path)
        try:
            for n, test in enumerate(TESTS, 1):
                try:
                    test(window, told)
                    print(f"ok {n} - {test.__name__}", flush=True)
                except Exception:
                    failed += 1
                    print(f"not ok {n} - {test.__name__}", flush=True)
                    traceback.print_exc()
                    shot(window, "failed-" + test.__name__)
        finally:
            window.stop()
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
