"""Pictures that one takes hold of: drawn in the browser, from data that are sent once.

An interactive is two files.

* ``racteach/explorers/NAME.py``: the numbers. ``compute(**values)`` and ``describe(data)`` are pure,
  ``draw(figure, data)`` makes the still picture for readers without scripts or kernel, and ``explorer()``
  returns an :class:`Interactive`.
* ``racteach/explorers/js/NAME.js``: the picture. It stands below ``js/parts.js`` (elements, handles,
  buttons, speech, motion, colours, the shell ``play``) and ends with::

      function render(context) { return play(context, ({ data, values, set, root }) => {
        ...                                      // fill root once; set({depth: 3}) changes a control
        return { draw(values, width) { ...; return 'The sentence that says what is seen.'; } };
      }); }
      export const mathematics = { paths };      // pure functions, tested against Python's numbers
      export default { render };

Both together are one ES module that needs no kernel: ``render`` runs with anything that has ``get``, ``set``,
``save_changes``, ``on`` and ``off``. JupyterLab gives it the widget, the web edition a small object. Controls
live inside the picture; each is a synced trait, so that Python sees what the reader did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import anywidget
import traitlets

from racteach.explorers.base import Compute, Stills, script


def module(*names: str) -> str:
    """Return the whole JavaScript module of an interactive: the common parts, then its own files."""
    return script("parts.js", *(f"{name}.js" for name in names))


class Interactive(Stills, anywidget.AnyWidget):
    """A picture with its controls inside; readers without a kernel see still pictures in its place.

    A subclass says ``_esm = module("name")`` and has one synced trait for each control.

    Args:
        compute, draw, describe, examples, size: as for :class:`~racteach.explorers.shell.Explorer`.
        controls: for each trait the values that it may have (of a free one: some).
        data: what the picture needs besides; JSON.
        values: of controls that begin elsewhere than their traits do.

    Raises:
        TypeError: if there is no control of such a name.

    Attributes:
        controls: as given.
        data: what is sent to the browser once: ``data`` and ``controls``.
    """

    data = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        compute: Compute,
        draw: Callable[..., None],
        describe: Callable[[dict[str, Any]], str],
        *,
        controls: Mapping[str, Sequence[Any]],
        data: Mapping[str, Any],
        examples: list[dict[str, Any]],
        size: tuple[float, float],
        **values: Any,
    ) -> None:
        self.controls = {name: list(allowed) for name, allowed in controls.items()}
        if unknown := values.keys() - self.controls:
            raise TypeError(f"there is no control {min(unknown)}, only {', '.join(self.controls)}")
        super().__init__(data={**data, "controls": self.controls}, **values)
        self._keep_stills(compute, draw, describe, examples=examples, size=size)

    def values(self) -> dict[str, Any]:
        """Return what the controls say now."""
        return {name: getattr(self, name) for name in self.controls}
