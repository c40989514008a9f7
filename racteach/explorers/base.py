"""What both kinds of explorers share: their files of JavaScript, and their still pictures."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

from racteach.figures import Picture, picture

Compute = Callable[..., dict[str, Any]]


def script(*names: str) -> str:
    """Return files of this folder's ``js``, one after the other."""
    folder = files("racteach") / "explorers" / "js"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


class Stills:
    """Still pictures of an explorer, for readers without scripts or kernel: a part of every explorer's class.

    The class has ``controls`` and ``values()``; the pictures begin from what the controls say at first.
    """

    controls: dict[str, Any]

    def _keep_stills(
        self,
        compute: Compute,
        draw: Callable[..., None],
        describe: Callable[[dict[str, Any]], str],
        *,
        examples: list[dict[str, Any]],
        size: tuple[float, float],
    ) -> None:
        self._functions = compute, draw, describe
        self.examples, self._size = examples, size
        self._begin = self.values()

    def values(self) -> dict[str, Any]:
        """Return what the controls say now."""
        raise NotImplementedError

    def drawn(self, values: dict[str, Any], *, kind: str = "png") -> tuple[dict[str, Any], Picture]:
        """Return the data of a setting of all controls, and the picture of them."""
        compute, draw, describe = self._functions
        data = compute(**values)
        return data, picture(draw, data, alt=describe(data), size=self._size, kind=kind)

    def still(self, **values: Any) -> Picture:
        """Return the picture of a setting; what is not named is where it was when the explorer was made."""
        return self.drawn({**self._begin, **values})[1]

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        # ipywidgets give the bundle, anywidget gives it with metadata
        made: Any = super()._repr_mimebundle_(**kwargs)  # type: ignore[misc]
        bundle = made[0] if isinstance(made, tuple) else made
        begin = self.still()
        answer = {"revealed": True} if "revealed" in self.controls else {}
        views = "".join(f"<p>{self.still(**answer, **example).html()}</p>" for example in self.examples)
        title = "Other settings, with the answer" if answer else "Other settings"
        return {
            **bundle,
            "text/html": f"<p>{begin.html()}</p><details><summary>{title}</summary>{views}</details>",
            "text/plain": f"Explorer: {begin.alt}",
        }
