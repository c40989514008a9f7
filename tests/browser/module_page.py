"""An interactive's module on a plain page: no kernel, no server, a small object in the widget's place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe

_PAGE = """<!doctype html><html lang="en"><head><title>One picture</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { margin: 12px; } html[data-theme=dark] body { background: #111; }</style></head>
<body><main></main></body></html>"""
_SHOW = """async ([source, state]) => {
    const heard = new Map();
    const listeners = (name) => heard.get(name) || heard.set(name, new Set()).get(name);
    window.saved = 0;
    window.model = {
        get: (name) => state[name],
        set(name, value) {
            if (state[name] === value) return;
            state[name] = value;
            listeners(`change:${name}`).forEach((listener) => listener());
        },
        save_changes() { window.saved += 1; },
        on: (name, listener) => listeners(name).add(listener),
        off: (name, listener) => listeners(name).delete(listener),
    };
    window.listeners = () => [...heard.values()].reduce((sum, set) => sum + set.size, 0);
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    window.module = await import(address);
    window.unload = window.module.default.render({ model, el: document.querySelector('main') });
}"""


class ModulePage:
    """One module, rendered with its data in a tab of its own.

    Args:
        browser: Playwright's browser.
        source: the module's text, such as ``explorer()._esm``.
        state: the traits by name, ``data`` among them.
        size: width and height in CSS pixels.
        theme: ``"light"`` or ``"dark"``: what the page's root says in ``data-theme``; None leaves it out.
        settings: of Playwright's context: ``has_touch``, ``reduced_motion``, ``color_scheme``, ...
    """

    def __init__(
        self,
        browser: Any,
        source: str,
        state: Mapping[str, Any],
        *,
        size: tuple[int, int] = (1000, 800),
        theme: str | None = "light",
        **settings: Any,
    ) -> None:
        self._context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **settings)
        self.page = self._context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.set_content(_PAGE)
        if theme is not None:
            self.page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        self.page.evaluate(_SHOW, [source, dict(state)])
        self.root = self.page.locator(".racteach-play")

    @classmethod
    def of(cls, browser: Any, explorer: Any, **settings: Any) -> ModulePage:
        """Render an :class:`~racteach.explorers.live.Interactive` as it is now."""
        return cls(browser, explorer._esm, {"data": explorer.data, **explorer.values()}, **settings)

    def close(self) -> None:
        self._context.close()
        assert not self.errors, self.errors

    def mathematics(self, name: str, *arguments: Any) -> Any:
        """Call one of the module's pure functions."""
        call = "([name, given]) => window.module.mathematics[name](...given)"
        return self.page.evaluate(call, [name, list(arguments)])

    def value(self, name: str) -> Any:
        """Return what a control says now."""
        return self.page.evaluate("name => window.model.get(name)", name)

    def set(self, name: str, value: Any) -> None:
        """Change a control from outside, as Python would."""
        self.page.evaluate("([name, value]) => window.model.set(name, value)", [name, value])

    def words(self) -> str:
        """Return the sentence that says what is seen."""
        return str(self.root.locator(".racteach-live").get_attribute("aria-label"))

    def drag(self, thing: Any, right: float, down: float = 0) -> None:
        """Take hold of a thing in its middle and move it."""
        box = thing.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        for part in range(1, 6):
            self.page.mouse.move(x + right * part / 5, y + down * part / 5)
        self.page.mouse.up()

    def touch(self, thing: Any, right: float, down: float = 0) -> None:
        """The same with a finger; needs ``has_touch=True``."""
        box = thing.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        session = self._context.new_cdp_session(self.page)

        def send(kind: str, *points: tuple[float, float]) -> None:
            found = [{"x": px, "y": py} for px, py in points]
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})

        send("touchStart", (x, y))
        for part in range(1, 6):
            send("touchMove", (x + right * part / 5, y + down * part / 5))
            self.page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
        send("touchEnd")

    def accessible(self) -> None:
        """Assert that axe finds nothing wrong, and that it compared text with its background."""
        found = Axe().run(self.page, context=".racteach-play")
        assert found.violations_count == 0, found.generate_report()
        assert "color-contrast" in {rule["id"] for rule in found.response["passes"]}

    def fits(self) -> None:
        """Assert that nothing reaches out of the page to the side."""
        assert self.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
