#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the window in its states, for the eye. Called by make-pictures.sh, once for a screen and a style.

    make-pictures.py BUILD-FOLDER PICTURE-FOLDER PREFIX [STATE,...]
"""

import gettext
import os
import re
import subprocess
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from vitrine_driver import Program, wait_for  # noqa: E402

BUILD, FOLDER, PREFIX = sys.argv[1:4]
WANTED = [word for word in "".join(sys.argv[4:5]).split(",") if word]
VITRINE, CLI = os.path.join(BUILD, "src/app/vitrine"), os.path.join(BUILD, "src/cli/vitrine-cli")
LANGUAGE = gettext.translation("vitrine", os.path.join(BUILD, "po"), [os.environ.get("LANGUAGE", "en")], fallback=True)
CATALOGUE = [text for text in getattr(LANGUAGE, "_catalog", {}) if isinstance(text, str) and text]
PARTICLES = int(os.environ.get("VT_PICTURES_PARTICLES", "2048"))  # of the glass whose modes are looked at
MODEL = os.environ.get("VT_PICTURES_MODEL", "q80")
MODELS = {"q10": ("stiff", "--q=10"), "q80": ("stiff", "--q=80"), "q320": ("stiff", "--q=320"),
          "mie12": ("mie", "--q=12"), "sticky1.2": ("sticky", "--rc=1.2")}


def tr(text):
    """What the window calls it in the language of the pictures; some of its words have a context there."""
    known = next((key for key in CATALOGUE if key.endswith("\x04" + text)), text) if text not in CATALOGUE else text
    return LANGUAGE.gettext(known) if known == text else LANGUAGE.pgettext(*known.split("\x04"))


def starting(text):
    """Names that begin with the translation of the text that begins with @text, up to its first number."""
    whole = next((known for known in CATALOGUE if known.startswith(text)), text)
    return re.compile("^" + re.escape(re.split(r"%", tr(whole))[0]))


# --- glasses on disk ---


def glass(model, particles):
    """The file of a glass; it is made the first time it is asked for."""
    folder = os.path.join(FOLDER, "glasses")
    path = os.path.join(folder, f"{model}-{particles}.xyz")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        name, control = MODELS[model]
        made = path + ".part.xyz"
        subprocess.run([CLI, "quench", "--model", name, control, "--particles", str(particles), "--seed=7", "--quiet",
                        "--out", made], check=True)
        os.rename(made, path)
    return path


def changed_glass(name, change, species=True):
    """A copy of a glass with its second line changed, or its species renamed."""
    path = os.path.join(FOLDER, "glasses", name)
    with open(glass("q80", 500), encoding="utf-8") as source:
        lines = source.read().splitlines()
    lines[1] = change(lines[1])
    if not species:
        lines[2:] = [re.sub("^L", "Pd", re.sub("^S", "Si", line)) for line in lines[2:]]
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
    return path


# --- the window ---


class Window(Program):
    """The program with its pictures."""

    def __init__(self, *arguments):
        super().__init__(VITRINE, *arguments)
        self.focus_window()
        self.leave()

    @staticmethod
    def _choose_font():
        folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "gtk-4.0")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "settings.ini"), "w", encoding="utf-8") as settings:
            settings.write("[Settings]\ngtk-font-name=Cantarell 11\n")
            if os.environ.get("VT_PICTURES_STILL"):
                settings.write("gtk-enable-animations=false\n")
            settings.write("gtk-decoration-layout=:close\n")

    def shot(self, name, settle=True):
        if settle:
            wait_for(lambda: not self.has(tr("Stop the search"), "push button"), "the end of the search")
            self.settle()
        self.screenshot(os.path.join(FOLDER, f"{PREFIX}-{name}.png"))

    def idle(self):
        self.find(tr("Quench"), "push button")
        wait_for(lambda: not self.has(re.compile(r"\d %$"), "label"), "the run to end")

    @staticmethod
    def stage_of(state):
        """The words before the percentage; none in a small window."""
        state.clear_cache()
        return re.sub(r"\d+ %$", "", state.get_name())

    def melted(self):
        """Until the crystal is gone."""
        self.find(starting("The crystal it started from is gone"), "label")

    def use(self, name, role="push button"):
        """Presses what has this English name."""
        return self.press(tr(name), role)

    def open(self, *paths):
        """Further files go to the program that runs already."""
        subprocess.run([VITRINE, *paths], check=True)

    def choose(self, title, row):
        """A row of one of the choices below the glass."""
        self.press(re.compile("^" + re.escape(tr(title)) + ":? "), "push button")
        self.press(tr(row), None)
        self.key("Escape")

    def quench(self, control, particles, seed=7):
        self.set_value(tr("Particles N"), particles, "spin button")
        self.set_value(tr("Stiffness Q"), control, "slider")
        self.type_into(tr("Seed"), str(seed))
        self.use("Quench")


def remember_recipe(recipe):
    """What the next window will have on its left, as if it had been left there the last time."""
    folder = os.path.join(os.environ["XDG_CONFIG_HOME"], "glib-2.0", "settings")
    os.makedirs(folder, exist_ok=True)
    os.environ["GSETTINGS_BACKEND"] = "keyfile"
    with open(os.path.join(folder, "keyfile"), "w", encoding="utf-8") as settings:
        settings.write(f"[io/github/vitrine/Vitrine]\nlast-recipe='{recipe}'\n")


def opened(model="q80", particles=500, search=False):
    """With @search it goes on until soft spots are found, which takes its time."""
    window = Window(glass(model, particles))
    window.idle()
    if window.has(tr("Stop the search"), "push button") and not search:
        window.use("Stop the search")
    return window


# --- the states ---


def start():
    window = Window()
    window.shot("start-0", settle=False)
    window.idle()
    window.shot("start-1-first-glass")
    return window


def run():
    window = opened("q10")
    window.quench(80, PARTICLES)
    state = window.find(re.compile(r"\d %$"), "label")
    window.melted()
    window.shot("run-0-melting", settle=False)
    melting = window.stage_of(state)
    wait_for(lambda: window.stage_of(state) != melting or not window.has(starting("The crystal"), "label"), "the quench")
    window.shot("run-1-quenching", settle=False)
    wait_for(lambda: not window.has(starting("The liquid falls"), "label"), "the minimum")
    window.shot("run-2-modes", settle=False)
    window.idle()
    window.shot("run-3-done")
    window.press(tr("%s: menu") % tr("Vibrations"), "push button")
    window.shot("run-4-card-menu")
    window.press(tr("Show how it was made"), None)
    window.shot("run-5-made")
    return window


def tabs():
    """A glass with another recipe beside it, and what a small window shows one after the other."""
    window = opened()
    window.set_value(tr("Stiffness Q"), 57.3, "slider")
    window.press("φ″", "push button")
    window.shot("tabs-0-asked")
    window.use("Undo")
    for tab in ("Structure", "Modes", "Vibrations"):
        if window.all(tr(tab), "push button"):
            window.use(tab, "push button")
            window.shot("tabs-1-" + tab.lower())
    return window


def cancelled():
    """Back to the glass there was; and the very first run, before there is any."""
    window = opened("q10")
    window.quench(80, 8000)
    window.find(starting("The crystal"), "label")
    window.use("Cancel")
    window.find(tr("Quench"), "push button")
    window.shot("cancelled-0-back")
    window.stop()
    window = Window()
    window.use("Cancel")
    window.find(tr("Quench"), "push button")
    window.shot("cancelled-1-first")
    return window


def failed():
    """A melt so hot that it cannot be followed; and a gas too thin to be a solid."""
    remember_recipe("stiff q=10 xc=2 N=140 rho=0.777 seed=7 melt=berendsen T=1e+12")
    window = opened("q10")
    window.use("Quench")
    window.find(tr("Melt as published"), "push button")
    window.shot("failed-0-no-glass")
    window.stop()
    remember_recipe("sticky rc=1.2 N=108 rho=0.2 seed=7 melt=berendsen T=5.3")
    window = opened("q10")
    window.use("Quench")
    window.find(re.compile(f"^({tr('Not a minimum')}|{tr('Unstable')})$"), "label")
    window.shot("failed-1-unstable")
    return window


def mode():
    window = opened(MODEL, PARTICLES)
    for _ in range(3):
        window.key("alt+Right")
    window.find(re.compile("^" + tr("Mode %d") % 3 + "$"), "label")
    window.use("Pause")
    window.shot("mode-0")
    window.choose("Colour", "species")
    window.shot("mode-1-species")
    window.key("Escape")
    window.shot("mode-2-left")
    return window


def spots():
    """A cubic soft spot while others are looked for, its bonds, and the list of all."""
    window = opened(MODEL, PARTICLES, search=True)
    cubic = wait_for(lambda: window.has(tr("Stop the search"), "push button")
                     and re.search(re.escape(tr("cubic")), window.description(tr("Modes"), "image")), "a soft spot")
    assert cubic
    window.shot("spots-0-searching", settle=False)
    wait_for(lambda: not window.has(tr("Stop the search"), "push button"), "the end of the search")
    window.shot("spots-1-found")
    window.use("List of modes")
    window.shot("spots-2-list")
    window.click(re.compile("^" + re.escape(tr("%s (%s)") % (tr("Soft spot %u") % 2, tr("cubic"))) + "$"), "label")
    window.use("Pause")
    window.use("Close list of modes")
    window.shot("spots-3-sheet")
    for n, bonds in enumerate(("by share in k", "by share in f", "by force", "by stiffness"), 4):
        window.choose("Bonds", bonds)
        window.shot(f"spots-{n}-bonds-{bonds.replace(' ', '-')}")
    window.use("More about this mode")
    window.shot("spots-8-more")
    return window


def response():
    window = opened("q80", PARTICLES)
    window.key("ctrl+r")
    window.find(tr("choose a bond"), "label")
    window.shot("response-0-choose")
    window.key("ctrl+shift+r")
    window.find(starting("bond %u"), "label")
    window.use(tr("Take %u at random") % 200)
    window.find(tr("Take %u more") % 200, "push button")
    window.use("Pause")
    window.shot("response-1-many")
    return window


def view():
    window = opened()
    window.use("More of the view")
    window.shot("view-0-menu")
    window.key("Escape")
    if window.all(re.compile("^" + tr("Slice")), "push button"):
        window.choose("Slice", "across x")
        window.shot("view-1-slice")
    return window


def menus():
    window = opened()
    window.press(starting("Model: %s"), "push button")
    window.shot("menus-0-models")
    window.key("Escape")
    window.press(starting("Melt: %s"), "push button")
    window.shot("menus-1-melt")
    window.key("Escape")
    window.use("Menu")
    window.shot("menus-2-main")
    window.key("Escape")
    return window


def dialogs():
    window = opened()
    for name, action in (("shortcuts", "Keyboard shortcuts"), ("about", "About Vitrine"), ("open", "Open…")):
        window.use("Menu")
        window.press(tr("_" + action).replace("_", ""), "menu item")
        window.shot(f"dialogs-{name}")
        window.key("Escape")
    return window


def answer(text):
    """A button of a dialog with answers; libadwaita 1.2 calls them by their name twice."""
    return re.compile(f"^{tr(text)}( {tr(text)})?$")


def files():
    window = opened()
    window.open(changed_glass("no-model.xyz", lambda line: re.sub(r' ?recipe="[^"]*"', "", line)))
    window.find(answer("Analyse"), "push button")
    window.shot("files-0-ask-model")
    window.key("Escape")
    window.open(changed_glass("other-species.xyz", lambda line: line, species=False))
    window.find(answer("Analyse"), "push button")
    window.shot("files-1-ask-species")
    window.key("Escape")
    window.open(changed_glass("broken.xyz", lambda line: line.replace("Lattice", "Lettuce")))
    window.find(answer("Close"), "push button")
    window.shot("files-2-broken")
    window.key("Escape")
    window.open(changed_glass("unstable.xyz", lambda line: line.replace("q=80", "q=20")))
    window.find(re.compile(f"^({tr('Not a minimum')}|{tr('Unstable')})$"), "label")
    window.idle()
    window.shot("files-3-unstable")
    return window


def gallery():
    window = opened("q10")
    for model in ("q80", "q320", "mie12", "sticky1.2", "q10", "q80"):
        window.open(glass(model, 500))
        time.sleep(1)
        window.idle()
    if window.all(starting("Gallery, %u glass"), "push button"):
        window.press(starting("Gallery, %u glass"), "push button")
        window.shot("gallery-1-popover")
        window.key("Escape")
    window.shot("gallery-0")
    return window


def readme():
    """A glass among others, and the softest of its modes, which is a localized one."""
    window = opened("q10")
    for model, particles in (("sticky1.2", 500), ("mie12", 500), ("q320", 500), ("q80", 2048)):
        window.open(glass(model, particles))
        window.find(re.compile(f"{particles} particles|{particles // 1000} {particles % 1000:03d}"), "label")
        window.idle()
    window.shot("readme-0-glass")
    window.key("alt+Right")
    window.find(re.compile("^" + tr("Mode %d").split("%")[0]), "label")
    time.sleep(3)
    window.use("Pause")
    window.shot("readme-1-mode", settle=False)
    return window


def sidebar():
    window = opened()
    window.key("F9")
    window.shot("sidebar-0-other")
    window.key("F9")
    window.shot("sidebar-1-back")
    return window


def glasses(particles):
    def show():
        window = None
        for model in MODELS:
            window = opened(model, particles)
            window.shot(f"glass-{particles}-{model}")
            window.stop()
        return None

    show.__name__ = f"glasses-{particles}"
    return show


STATES = [start, run, tabs, cancelled, failed, mode, spots, response, view, menus, dialogs, files, gallery, sidebar, readme,
          glasses(500), glasses(2048), glasses(10976)]


def main():
    lost = 0
    for state in STATES:
        if WANTED and not any(state.__name__.startswith(word) for word in WANTED):
            continue
        print(f"{PREFIX} {state.__name__}", flush=True)
        os.environ["GSETTINGS_BACKEND"] = "memory"
        try:
            window = state()
            if window is not None:
                window.stop()
        except Exception:  # noqa: BLE001: the other pictures are wanted all the same
            traceback.print_exc()
            lost += 1
            subprocess.run(["import", "-window", "root", os.path.join(FOLDER, f"lost-{PREFIX}-{state.__name__}.png")],
                           check=False)
            Program.stop_all()
    return lost > 0


sys.exit(main())
