"""Pictures that are there before a key asks for them: what the browser shows, and when."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest

from racteach.explorers.drawing import Drawing

_PAGE = (
    "<!doctype html><html lang='en'><body><main class='racteach-explorer'><div></div></main></body></html>"
)
_SHOW = """async ([source, hosted]) => {
    const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    window.module = await import(address);
    const made = (state) => {
        const heard = {};
        const on = (name, listener) => { (heard[name] ||= []).push(listener); };
        const tell = (name, ...message) => (heard[name] || []).forEach((listener) => listener(...message));
        const set = (changes) => {
            const changed = Object.keys(changes).filter((name) => state[name] !== changes[name]);
            Object.assign(state, changes);
            changed.forEach((name) => tell(`change:${name}`));
        };
        return { get: (name) => state[name], set, on, tell };
    };
    window.level = made({ value: 1 });
    window.revealed = made({ value: false });
    window.picture = made({ at: '[1,false]', value: '<p>1</p>', asks: ['level'],
        controls: [['level', 'a', 'value'], ['revealed', 'b', 'value']] });
    window.sent = [];
    window.picture.send = (message) => { window.sent.push(message); };
    const known = { 'anywidget:a': window.level, 'anywidget:b': window.revealed };
    const host = { getModel: async (name) => known[name] };
    const el = document.querySelector('main > div');
    window.close_ = window.module.default.render({ model: window.picture, el, ...(hosted ? { host } : {}) });
    window.seen = () => document.querySelector('.racteach-content').textContent;
}"""


class Shown:
    """One picture on a plain page, with two controls: a level that asks, and whether the answer is shown."""

    def __init__(self, browser: Any, hosted: bool = True) -> None:
        self.page = browser.new_page()
        self.page.set_content(_PAGE)
        self.page.evaluate(_SHOW, [Drawing._esm, hosted])
        if hosted:
            self.page.wait_for_function("() => window.sent.length")

    def keep(self, at: str, picture: str) -> None:
        before = int(self.page.evaluate("() => document.querySelector('[data-ahead]')?.dataset.ahead || 1"))
        packed = list(gzip.compress(picture.encode()))
        self.page.evaluate(
            """([at, packed]) => picture.tell('msg:custom', { at },
            [new DataView(new Uint8Array(packed).buffer)])""",
            [at, packed],
        )
        self.page.wait_for_function(
            "size => Number(document.querySelector('[data-ahead]')?.dataset.ahead) > size", arg=before
        )

    def change(self, **values: Any) -> str:
        """Change controls as a reader does; return what is seen at once."""
        return str(
            self.page.evaluate(
                """values => {
                    for (const name in values) window[name].set({ value: values[name] });
                    return seen();
                }""",
                values,
            )
        )

    def answer(self, at: str, picture: str) -> str:
        """Answer as the kernel does; return what is seen then."""
        return str(
            self.page.evaluate(
                "([at, value]) => { picture.set({ at, value }); return seen(); }", [at, picture]
            )
        )


@pytest.fixture
def shown(browser: Any) -> Iterator[Any]:
    pages = []

    def opened(**settings: Any) -> Shown:
        pages.append(Shown(browser, **settings))
        return pages[-1]

    yield opened
    for each in pages:
        each.page.close()


def test_what_was_sent_ahead_is_seen_at_once_and_the_kernel_has_the_last_word(shown: Any) -> None:
    page = shown()
    assert page.page.evaluate("() => [seen(), sent]") == ["1", [{"ready": True}]]
    page.keep("[2,false]", "<p>2</p>")
    assert page.change(level=2) == "2"
    assert page.answer("[2,false]", "<p>two</p>") == "two"
    assert page.change(level=3) == "two", "nobody knows it yet"
    assert page.answer("[3,false]", "<p>3</p>") == "3"
    assert page.change(level=1) == "1", "what was seen is kept"


def test_a_late_answer_does_not_take_the_picture_back(shown: Any) -> None:
    page = shown()
    page.keep("[3,false]", "<p>3</p>")
    page.change(level=2)
    assert page.change(level=3) == "3"
    assert page.answer("[2,false]", "<p>2</p>") == "3"
    assert page.change(level=2) == "2"


def test_a_new_question_hides_the_answer_before_the_kernel_says_so(shown: Any) -> None:
    page = shown()
    for at in ("[1,true]", "[2,true]", "[2,false]"):
        page.keep(at, f"<p>{at}</p>")
    assert page.change(revealed=True) == "[1,true]"
    assert page.change(level=2) == "[2,false]"
    assert page.change(revealed=False) == "[2,false]" and page.change(revealed=True) == "[2,true]"


def test_a_picture_that_comes_while_it_is_waited_for_is_seen(shown: Any) -> None:
    page = shown()
    page.change(level=2)
    page.keep("[2,false]", "<p>2</p>")
    assert page.page.evaluate("() => seen()") == "2"


def test_without_the_controls_the_kernel_draws_alone(shown: Any) -> None:
    page = shown(hosted=False)
    assert page.page.evaluate("() => seen()") == "1"
    assert page.change(level=2) == "1" and page.answer("[2,false]", "<p>2</p>") == "2"


def test_the_oldest_pictures_go_first(shown: Any) -> None:
    found = shown().page.evaluate(
        """() => { const kept = module.mathematics.album(2);
        for (const at of ['a', 'b', 'a', 'c']) kept.put(at, `<i>${at}</i>`);
        const nodes = kept.get('a');
        kept.put('a', '<i>a</i>');
        return [kept.size(), kept.get('b') === undefined, kept.get('a') === nodes]; }"""
    )
    assert found == [2, True, True]
