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

    def __init__(self, path, *arguments):
        self.process = subprocess.Popen([path, *arguments])
        try:
            self.root = wait_for(self._application, "the program on the accessibility bus", 60)
        except Timeout:
            self.stop()
            raise

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

    def press(self, name, role=None):
        node = self.find(name, role)
        wait_for(lambda: node.get_state_set().contains(Atspi.StateType.SENSITIVE), f"{name!r} to be usable")
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

    def type_into(self, name, text, role="text"):
        node = self.find(name, role)
        Atspi.EditableText.set_text_contents(node, text)
        return node

    def key(self, keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)

    def focus_window(self):
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
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
