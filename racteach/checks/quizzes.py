"""Questions to check oneself: folds that anyone can open, and choices to tick where scripts run.

A quiz is one piece of HTML. Without scripts (GitHub, a printed page, an untrusted notebook) every answer is a
fold whose inside says whether it is right, and why. Where scripts run, with or without a kernel, the folds
become radio buttons, or boxes to tick where several answers are right, and a button *Check*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import import_module

from racteach.checks.card import KEYS, card_frame, with_code
from racteach.checks.discovery import numbers

LESSONS = numbers("questions")


@dataclass(frozen=True)
class Option:
    """One answer to choose.

    Attributes:
        text: what it says; `code` and $formulas$ are set as such.
        explanation: why it is right, or what is wrong with it.
        right: whether it is right.
    """

    text: str
    explanation: str
    right: bool = False


@dataclass(frozen=True, init=False, repr=False)
class Question:
    """A question with its answers, at least one right and one wrong.

    Raises:
        ValueError: fewer than two answers, none right, none wrong, one without explanation, or two alike.

    >>> Question("1 + 1 is", Option("2", "As counted.", right=True), Option("3", "One too many."))
    1 + 1 is
      a) 2
      b) 3
    """

    text: str
    options: tuple[Option, ...]

    def __init__(self, text: str, *options: Option) -> None:
        texts = [option.text for option in options]
        silent = next((option.text for option in options if not option.explanation.strip()), None)
        if {option.right for option in options} != {True, False}:
            raise ValueError(f"a question needs right and wrong answers, and {text!r} does not have both")
        if len(set(texts)) < len(texts):
            raise ValueError(f"the answers of {text!r} must differ from one another")
        if silent is not None:
            raise ValueError(f"the answer {silent!r} of {text!r} needs an explanation")
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "options", options)

    @property
    def several(self) -> bool:
        """Whether more than one answer is right."""
        return sum(option.right for option in self.options) > 1

    def __str__(self) -> str:
        lines = [f"  {letter}) {option.text}" for letter, option in self._lettered()]
        return "\n".join([self.text + (" (several answers)" if self.several else ""), *lines])

    __repr__ = __str__

    def answer(self) -> str:
        """Return the right letters and all explanations as lines of text."""
        return "\n".join(
            f"  {letter}) {'right' if option.right else 'wrong'}: {option.explanation}"
            for letter, option in self._lettered()
        )

    def _lettered(self) -> list[tuple[str, Option]]:
        return list(zip("abcdefghijklmnopqrstuvwxyz", self.options, strict=False))


@dataclass(frozen=True)
class Quiz:
    """Some questions; prints as text with the answers at the end, and as folds or choices in a notebook."""

    questions: tuple[Question, ...]

    def __str__(self) -> str:
        asked = [f"{number}. {question}" for number, question in enumerate(self.questions, 1)]
        answers = [f"{number}.\n{question.answer()}" for number, question in enumerate(self.questions, 1)]
        return "\n\n".join([*asked, "Answers", *answers])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return questions_card("Questions to check yourself", "#009E73", self.questions)


def questions_card(
    name: str,
    colour: str,
    questions: Sequence[Question],
    before: str = "",
    beyond: Sequence[str] | None = None,
    kind: str = "",
) -> str:
    """Return a card of questions.

    Args:
        name: the card's accessible name.
        colour: its edge's.
        questions: what is asked.
        before: HTML above the first question.
        beyond: HTML for each question, that follows the explanation of every wrong answer.
        kind: one more class, for pages that treat such a card differently.
    """
    more = beyond or [""] * len(questions)
    body = "".join(
        _question_html(number, question, added)
        for number, (question, added) in enumerate(zip(questions, more, strict=True), 1)
    )
    kinds = f"racteach-quiz {kind}".strip()
    inner = f'<div class="{kinds}" style="color:inherit">{before}{body}{_SCRIPT}</div>'
    return card_frame(name, colour, inner)


def _spoken(text: str) -> str:
    """Return a formula's source as its accessible name: once it is set, there is no text left to read."""
    return f' aria-label="{escape(text.replace("$", ""))}"' if "$" in text else ""


def _question_html(number: int, question: Question, beyond: str) -> str:
    text = with_code(question.text) + (" (several answers)" if question.several else "")
    folds = "".join(
        f'<details data-right="{int(option.right)}" style="margin:0.2em 0">'
        f'<summary style="cursor:pointer" {KEYS}{_spoken(option.text)}>{with_code(option.text)}</summary>'
        f'<p style="margin:0.2em 0 0.6em 1.2em"><strong>{"Right." if option.right else "Not this one."}'
        f"</strong> {with_code(option.explanation)}{'' if option.right else beyond}</p></details>"
        for option in question.options
    )
    return (
        f'<div role="group" aria-label="Question {number}" class="racteach-question" '
        f'data-several="{int(question.several)}" style="margin:0.6em 0 1em">'
        f'<p style="margin:0.3em 0"><strong>{number}.</strong> {text}</p>'
        f"{folds}</div>"
    )


# It moves the nodes that are there and takes none out, so that every formula is set, whether before or
# after it runs: an explanation waits hidden in the region that announces it.
_SCRIPT = """<script>
(() => {
  const quiz = document.currentScript.closest('.racteach-quiz');
  if (!quiz || quiz.dataset.ready) return;
  quiz.dataset.ready = '1';
  for (const question of quiz.querySelectorAll('.racteach-question')) {
    const several = question.dataset.several === '1';
    const name = 'racteach-' + Math.random().toString(36).slice(2);
    const region = document.createElement('div');
    region.setAttribute('role', 'status');
    const verdict = document.createElement('p');
    verdict.style.margin = '0.2em 0';
    const choices = [];
    for (const fold of question.querySelectorAll('details')) {
      const label = document.createElement('label');
      const input = document.createElement('input');
      label.style.cssText = 'display:block;margin:0.2em 0;cursor:pointer';
      input.type = several ? 'checkbox' : 'radio';
      input.name = name;
      input.style.marginRight = '0.6em';
      input.dataset.lmSuppressShortcuts = 'true';
      const summary = fold.querySelector('summary');
      const text = document.createElement('span');
      text.append(...summary.childNodes);
      if (summary.ariaLabel) input.ariaLabel = summary.ariaLabel;
      label.append(input, text);
      const why = fold.querySelector('p');
      const lead = document.createElement('span');
      lead.append(...[...text.childNodes].map(node => node.cloneNode(true)), ': ');
      why.prepend(lead);
      why.hidden = true;
      const mark = why.querySelector('strong');
      choices.push({ input, lead, mark, why, right: fold.dataset.right === '1' });
      fold.replaceWith(label);
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Check';
    button.dataset.lmSuppressShortcuts = 'true';
    button.style.cssText = 'margin:0.3em 0;padding:0.2em 1em;color:inherit;background:transparent;'
      + 'border:1px solid currentColor;border-radius:4px;cursor:pointer;font:inherit';
    button.onclick = () => {
      const chosen = choices.filter(choice => choice.input.checked);
      const missed = choices.filter(choice => choice.right && !choice.input.checked).length;
      const wrong = chosen.filter(choice => !choice.right).length;
      verdict.textContent = !chosen.length ? 'Choose an answer first.'
        : !wrong && !missed ? '\\u2714 Right.'
        : wrong ? '\\u2718 Not yet.' : 'Right so far, and there is more to find.';
      for (const { input, lead, why, mark } of choices) {
        lead.hidden = chosen.length < 2;
        mark.hidden = chosen.length < 2 || !wrong;  // the verdict says it
        why.hidden = !input.checked;
      }
    };
    region.append(verdict, ...choices.map(choice => choice.why));
    question.append(button, region);
  }
})();
</script>"""


def quiz(*questions: str | Question) -> Quiz:
    """Return questions to check oneself: those of a lesson, or your own.

    Args:
        questions: a lesson's two digits, such as "03", or `Question` objects, or both.

    Raises:
        ValueError: there is no quiz for that lesson, or nothing is given.

    >>> print(str(quiz("03")).splitlines()[0])
    1. A tensor of order 6 with 3 templates is cut in the middle. The matrix has…
    """
    found: list[Question] = []
    for item in questions:
        if isinstance(item, Question):
            found.append(item)
        elif isinstance(item, str) and item in LESSONS:
            found += lesson_questions(item)
        else:
            raise ValueError(f"there is no quiz {item!r}; lessons with a quiz: {', '.join(LESSONS)}")
    if not found:
        raise ValueError(f'give a lesson, as in quiz("03"); lessons with a quiz: {", ".join(LESSONS)}')
    return Quiz(tuple(found))


@cache
def lesson_questions(lesson: str) -> tuple[Question, ...]:
    """Return the questions of a lesson, from `questions/lessonNN.py`."""
    questions: tuple[Question, ...] = import_module(f"racteach.checks.questions.lesson{lesson}").QUESTIONS
    return questions
