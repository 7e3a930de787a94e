#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole story with the keyboard alone, and a name for everything the keyboard can reach.

    tests/ui/under-xvfb.sh --size 1440x900 tests/ui/test-keyboard.py PROGRAM FOLDER

Prints TAP. FOLDER: where a picture goes when something fails.
"""

import os
import re
import sys
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from vitrine_driver import Program, wait_for  # noqa: E402

PROGRAM, FOLDER = sys.argv[1:3]
NU = re.compile(r"^Poisson's ratio 0\.\d{3}$")
# What GTK itself puts into others: the text of an entry is named by the entry around it.
INNER = {"text", "scroll pane", "scroll bar", "filler", "viewport"}


def is_focused(node):
    node.clear_cache()
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def tab_to(window, name, role, most=90):
    """Tab, as often as it takes. (A menu button is two objects of one name; the inner one has the focus.)"""
    window.find(name, role)
    nodes = window.all(name, role)
    for _ in range(most):
        for node in nodes:
            if is_focused(node):
                return node
        window.key("Tab")
    raise AssertionError(f"{most} times Tab do not lead to {name!r}")


def nameless(window):
    """All that can have the focus and has no name to read out."""
    window.root.clear_cache()
    found = []
    for node in window.walk():
        states = node.get_state_set()
        if states.contains(Atspi.StateType.FOCUSABLE) and not node.get_name() and node.get_role_name() not in INNER:
            parent = node.get_parent()
            found.append(f"{node.get_role_name()} in {parent.get_role_name()} {parent.get_name()!r}")
    return found


# --- the tests, in the order in which a user would do it ---


def everything_has_a_name(window):
    window.find(NU, "panel")
    window.find("Quench", "push button")
    assert not nameless(window), nameless(window)


def every_plot_says_what_it_shows(window):
    for name in ("Pair potential", "Structure", "Vibrations", "Modes"):
        wait_for(lambda plot=name: len(window.description(plot, "image")) > 20, f"a summary of {name}")
    for name in ("Shear", "Bulk", "Pressure", "Stickiness", "Energy"):
        window.find(re.compile(f"^{name} "), "panel")
    assert window.find(re.compile(r"^Glass, \d+ particles$"), "image").get_description()


def the_slider_moves(window):
    window.focus_window()
    slider = tab_to(window, "Stiffness Q", "slider")
    before = Atspi.Value.get_current_value(slider)
    for _ in range(3):
        window.key("Left")
    wait_for(lambda: Atspi.Value.get_current_value(slider) < before, "the slider to follow the arrow key")


def particles_are_typed(window):
    tab_to(window, "Particles N", "spin button")
    window.key("ctrl+a")
    for digit in "256":
        window.key(digit)
    window.key("Tab")
    wait_for(lambda: window.value("Particles N", "spin button") == 256, "256 particles")


def the_button_quenches(window):
    shown = window.find(NU, "panel")
    tab_to(window, "Quench", "push button")
    window.key("space")
    wait_for(lambda: window.has("Cancel", "push button") or window.has(re.compile("^256 particles"), "label"), "a run")
    window.find(re.compile("^256 particles"), "label")
    window.find("Quench", "push button")
    assert shown is not None


def the_glass_turns(window):
    tab_to(window, re.compile(r"^Glass, 256 particles$"), "image")
    for key in ("Left", "Up", "plus", "minus", "0"):
        window.key(key)
    assert window.alive()


def a_mode_is_chosen(window):
    tab_to(window, "Modes", "image")
    window.key("Right")
    window.key("Return")
    first = window.find(re.compile(r"^Mode \d+$"), "label").get_name()
    window.key("alt+Right")
    wait_for(lambda: not window.has(first, "label"), "the next mode")
    assert not nameless(window), nameless(window)
    window.key("Escape")  # leaves the point that was read in the plot
    window.key("Escape")  # leaves the mode
    window.find(re.compile(r"^Glass, 256 particles$"), "image")


def menus_open_and_close(window):
    for key, name in (("F10", "Keyboard shortcuts"),):
        window.key(key)
        window.find(name, "menu item")
        assert not nameless(window), nameless(window)
        window.key("Escape")
    tab_to(window, re.compile("^Model: "), "push button")
    window.key("space")
    window.find(re.compile("^Sticky spheres"), "push button")
    window.key("Escape")


def shortcuts_are_told(window):
    window.key("ctrl+question")
    wait_for(lambda: window.has("The mode before, the mode after"), "the window of shortcuts")
    window.key("Escape")


TESTS = [everything_has_a_name, every_plot_says_what_it_shows, the_slider_moves, particles_are_typed,
         the_button_quenches, the_glass_turns, a_mode_is_chosen, menus_open_and_close, shortcuts_are_told]


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
                window.screenshot(os.path.join(FOLDER, f"failed-{test.__name__}.png"))
    window.stop()
    return 1 if failed else 0


sys.exit(main())
