#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job, driven through accessible names: slider to phi(r), quench to result, cancel, pick a mode, open a file.

    tests/ui/under-xvfb.sh --size 1440x900 tests/ui/test-first-light.py PROGRAM FOLDER

Prints TAP. Screenshots go to FOLDER; main.png there is the picture of the README.
"""

import os
import re
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from vitrine_driver import Program, wait_for  # noqa: E402

PROGRAM, FOLDER = sys.argv[1:3]
NU = re.compile(r"^Poisson's ratio 0\.\d{3}$")
SETTLED = re.compile(r"^Minimum reached in ")


def shot(window, name):
    window.screenshot(os.path.join(FOLDER, name + ".png"))


def title(window):
    return window.root.get_child_at_index(0).get_name()


def wait_for_title(window, start):
    def named():
        window.root.clear_cache()
        return title(window).startswith(start)

    wait_for(named, f"the title {start!r}")


def wait_for_idle(window):
    window.find("Quench", "push button")
    window.find(SETTLED, "label")


def small(window, q, particles=256):
    window.set_value("Particles N", particles, "spin button")
    window.set_value("Stiffness Q", q, "slider")


def quench(window):
    window.press("Quench", "push button")


# --- the tests, in the order in which a user would do it ---


def first_glass_comes_by_itself(window):
    wait_for_title(window, "Stiffness Q = ")
    window.find(NU, "panel")
    wait_for_idle(window)
    shot(window, "first")


def slider_bends_phi_and_nothing_else(window):
    nu = window.find(NU, "panel").get_name()
    before = title(window)
    window.set_value("Stiffness Q", 10, "slider")
    wait_for(lambda: "lowest −0.57" in window.description("Pair potential", "image"), "phi at Q = 10")
    window.find("follows the published curve", "label")
    assert window.text("Density ρ", "text") == "0.777", window.text("Density ρ", "text")
    window.set_value("Stiffness Q", 57.3, "slider")
    window.find("between published points", "label")
    wait_for(lambda: "lowest −0.7" in window.description("Pair potential", "image"), "phi at Q = 57.3")
    assert title(window) == before, "the shown glass must not follow the slider"
    assert window.find(NU, "panel").get_name() == nu
    shot(window, "asked")


def pinned_density_stays(window):
    window.press("Pin density", "push button")
    window.find("pinned by you", "label")
    pinned = window.text("Density ρ", "text")
    window.set_value("Stiffness Q", 20, "slider")
    wait_for(lambda: window.value("Stiffness Q", "slider") == 20, "the slider")
    assert window.text("Density ρ", "text") == pinned
    window.press("Pin density", "push button")
    window.find("follows the published curve", "label")


def quench_gives_a_glass(window):
    small(window, 10)
    quench(window)
    wait_for_title(window, "Stiffness Q = 10")
    window.find(NU, "panel")
    wait_for_idle(window)
    for name in ("Shear", "Bulk", "Pressure", "Stickiness", "Energy"):
        window.find(re.compile(f"^{name} [−\\d]"), "panel")
    for plot in ("Structure", "Vibrations", "Modes"):
        assert "Stiffness Q = 10" in window.description(plot, "image"), plot
        assert "points" in window.description(plot, "image"), plot
    window.find(re.compile(r"^Q = 10, ν 0\.\d{3}$"), "push button")


def cancel_brings_the_old_glass_back(window):
    nu = window.find(NU, "panel").get_name()
    small(window, 80, 8000)
    quench(window)
    window.find(re.compile(r"^Melting, \d+ %$"), "label")
    shot(window, "melting")
    window.press("Cancel", "push button")
    window.find("Quench", "push button", 20)
    wait_for_title(window, "Stiffness Q = 10")
    assert window.find(NU, "panel").get_name() == nu


def a_mode_is_picked_in_its_plot(window):
    window.focus_window()
    window.click("Modes", "image")
    window.key("Right")
    window.key("Return")
    sheet = window.find(re.compile(r"^Mode \d+$"), "label")
    first = sheet.get_name()
    window.find(re.compile(r"^Frequency \d"), "panel")
    window.find(re.compile(r"^Takes part \d"), "panel")
    bars = window.find("Where its stiffness comes from", "image")
    wait_for(lambda: "ω²" in (bars.get_description() or ""), "the parts of the stiffness")
    window.press("Next mode", "push button")
    wait_for(lambda: not window.has(first, "label"), "the next mode")
    shot(window, "mode")
    window.press("Close mode sheet", "push button")
    wait_for(lambda: window.description("Modes", "image"), "the plots to be back")


def the_gallery_shows_an_older_glass(window):
    items = window.all(re.compile(r"^Q = \d+, ν "), "push button")
    assert len(items) == 2, [item.get_name() for item in items]
    older = items[1].get_name()
    items[1].get_action_iface().do_action(0)
    wait_for_title(window, "Stiffness " + older.split(",")[0])


def keys_quench_and_cancel(window):
    small(window, 80, 8000)
    window.focus_window()
    window.key("ctrl+Return")
    window.find("Cancel", "push button")
    window.key("Escape")
    window.find("Quench", "push button", 20)


def every_model_makes_a_glass(window):
    for name, particles, start in (("Mie q", 480, "Mie q = "), ("Sticky spheres", 256, "Sticky spheres")):
        window.press(re.compile("^Model: "), "push button")
        window.press(re.compile("^" + name), "push button")
        window.set_value("Particles N", particles, "spin button")
        quench(window)
        wait_for_title(window, start)
        wait_for_idle(window)
        window.find(NU, "panel")


def undo_goes_back(window):
    window.find(re.compile("^Model: Sticky"), "push button")
    for _ in range(4):
        if window.has(re.compile("^Model: Mie"), "push button"):
            return
        window.press("Undo", "push button")
    window.find(re.compile("^Model: Mie"), "push button", 5)


def picture_for_the_readme(window):
    window.leave()
    window.press(re.compile("^Model: "), "push button")
    window.press(re.compile("^Stiffness Q"), "push button")
    small(window, 80, int(os.environ.get("VT_README_PARTICLES", "500")))
    window.type_into("Seed", "7")
    quench(window)
    wait_for_title(window, "Stiffness Q = 80")
    wait_for_idle(window)
    window.settle()
    shot(window, "main")


TESTS = [
    first_glass_comes_by_itself,
    slider_bends_phi_and_nothing_else,
    pinned_density_stays,
    quench_gives_a_glass,
    a_mode_is_picked_in_its_plot,
    cancel_brings_the_old_glass_back,
    the_gallery_shows_an_older_glass,
    keys_quench_and_cancel,
    every_model_makes_a_glass,
    undo_goes_back,
    picture_for_the_readme,
]


def main():
    os.makedirs(FOLDER, exist_ok=True)
    print(f"1..{len(TESTS)}", flush=True)
    window = Program(PROGRAM)
    failed = 0
    for number, test in enumerate(TESTS, 1):
        try:
            assert window.alive(), "the program has ended"
            test(window)
            print(f"ok {number} {test.__name__}", flush=True)
        except Exception:  # noqa: BLE001: every failure is a line of TAP
            failed += 1
            print(f"not ok {number} {test.__name__}", flush=True)
            for line in traceback.format_exc().splitlines():
                print("# " + line, flush=True)
            if window.alive():
                shot(window, f"failed-{test.__name__}")
    window.stop()
    return 1 if failed else 0


sys.exit(main())
