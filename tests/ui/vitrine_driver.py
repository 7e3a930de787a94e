# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program through its accessible names (AT-SPI), as a person with a screen reader would.

Run under tests/ui/under-xvfb.sh, which gives a display, a session bus and a window manager of its own. Waits are for
conditions with generous limits, never for times: the machine may be slow and busy.
"""

import os
import re
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = float(os.environ.get("VT_TEST_PATIENCE", "180"))


class Timeout(AssertionError):
    pass


def wait_for(condition, what, seconds=PATIENCE, step=0.1):
    """Calls condition until it gives something true, and returns that."""
    end = time.monotonic() + seconds
    while True:
        try:
            result = condition()
        except GLib.Error:  # the widget went away while it was asked
            result = None
        if result:
            return result
        if time.monotonic() > end:
            raise Timeout(f"waited {seconds:.0f} s in vain for {what}")
        time.sleep(step)


class Program:
    """The program under test, and its tree of accessible objects."""

    started = []

    def __init__(self, path, *arguments):
        self._choose_font()
        self.process = subprocess.Popen([path, *arguments])
        self.started.append(self)
        try:
            self.root = wait_for(self._application, "the program on the accessibility bus", 60)
        except Timeout:
            self.stop()
            raise

    @staticmethod
    def _choose_font():
        """The desktop's usual font, in the private settings that under-xvfb.sh gives."""
        folder = os.environ.get("XDG_CONFIG_HOME", "")
        if "vitrine-ui." in folder:
            os.makedirs(os.path.join(folder, "gtk-4.0"), exist_ok=True)
            with open(os.path.join(folder, "gtk-4.0", "settings.ini"), "w", encoding="utf-8") as settings:
                settings.write("[Settings]\ngtk-font-name=Cantarell 11\n")

    def _application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended at once with status {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid and child.get_child_count() > 0:
                return child
        return None

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(30)

    @classmethod
    def stop_all(cls):
        for program in cls.started:
            program.stop()

    def alive(self):
        return self.process.poll() is None

    # --- finding ---

    def walk(self, node=None):
        """All objects that are not hidden. GTK 4.8 says nothing about SHOWING: a page of a stack that is not on top
        is walked as well."""
        node = node if node is not None else self.root
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child is not None and child.get_state_set().contains(Atspi.StateType.VISIBLE):
                yield from self.walk(child)

    def all(self, name, role=None):
        """Objects whose name matches (text: exactly; compiled pattern: anywhere in it)."""
        found = []
        self.root.clear_cache()  # what was asked before may have changed since
        for node in self.walk():
            text = node.get_name() or ""
            matches = name.search(text) if isinstance(name, re.Pattern) else text == name
            if matches and (role is None or node.get_role_name() == role):
                found.append(node)
        return found

    def find(self, name, role=None, seconds=PATIENCE):
        def one():
            found = self.all(name, role)
            return found[0] if found else None

        shown = name.pattern if isinstance(name, re.Pattern) else name
        return wait_for(one, f"{role or 'something'} named {shown!r}", seconds)

    def has(self, name, role=None):
        try:
            return bool(self.all(name, role))
        except GLib.Error:
            return False

    # --- acting ---

    def press(self, name, role=None, seconds=PATIENCE):
        """Waits until there is something of that name that can be pressed (a menu button in GTK 4.8 is two objects of
        one name, only the inner one of which has an action), and presses it."""
        def pressable():
            for node in self.all(name, role):
                actions = node.get_action_iface()
                if actions and actions.get_n_actions() > 0:
                    if node.get_state_set().contains(Atspi.StateType.SENSITIVE):
                        return node
            return None

        shown = name.pattern if isinstance(name, re.Pattern) else name
        node = wait_for(pressable, f"{role or 'something'} named {shown!r} to be usable", seconds)
        node.get_action_iface().do_action(0)
        return node

    def set_value(self, name, value, role=None):
        node = self.find(name, role)
        Atspi.Value.set_current_value(node, value)
        return node

    def value(self, name, role=None):
        return Atspi.Value.get_current_value(self.find(name, role))

    def description(self, name, role=None):
        return self.find(name, role).get_description() or ""

    def text(self, name, role=None):
        node = self.find(name, role)
        return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

    def click(self, name, role=None, x=0.5, y=0.5):
        """A real click, at a fraction of the widget's size. The window must lie in the corner of the screen: GTK 4.8
        tells places relative to the window."""
        place = Atspi.Component.get_extents(self.find(name, role), Atspi.CoordType.WINDOW)
        subprocess.run(["xdotool", "mousemove", "--sync", str(int(place.x + x * place.width)),
                        str(int(place.y + y * place.height)), "click", "1"], check=True)

    def leave(self):
        """Takes the pointer away from everything that reacts to it."""
        subprocess.run(["xdotool", "mousemove", "--sync", "2", "2"], check=True)

    def settle(self):
        """Until fades and flights are over: two pictures of the screen a second apart are the same."""
        def picture():
            return subprocess.run(["import", "-window", "root", "rgb:-"], capture_output=True, check=True).stdout

        def still():
            before = picture()
            time.sleep(1)
            return picture() == before

        wait_for(still, "the window to come to rest", 60)

    def type_into(self, name, text, role="text"):
        node = self.find(name, role)
        Atspi.EditableText.set_text_contents(node, text)
        return node

    def key(self, keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)

    def focus_window(self):
        window = subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--pid", str(self.process.pid)],
                                capture_output=True, text=True, check=True).stdout.split()[-1]
        subprocess.run(["xdotool", "windowfocus", "--sync", window], check=True)
        return window

    def screenshot(self, path):
        subprocess.run(["import", "-window", "root", path], check=True)

    def dump(self, out=sys.stderr):
        def show(node, depth):
            print("  " * depth + f"[{node.get_role_name()}] {node.get_name()!r} {(node.get_description() or '')[:90]!r}",
                  file=out)
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child is not None:
                    show(child, depth + 1)

        show(self.root, 0)
