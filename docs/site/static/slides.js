// Slides: reveal.js, formulas, and keys that leave a picture its own.
(() => {
  'use strict';
  const root = document.documentElement;
  root.dataset.scripts = '';
  const slides = document.querySelector('.slides');
  const pictures = '.racteach-explorer, .racteach-quiz, input, select, textarea';
  if (matchMedia('(prefers-color-scheme: dark)').matches) root.dataset.theme = 'dark';

  const formulas = (place, output) => window.renderMathInElement(place, {
    delimiters: [
      { left: '\\[', right: '\\]', display: true }, { left: '\\(', right: '\\)', display: false },
      { left: '$', right: '$', display: false },
    ],
    ignoredClasses: ['highlight', 'racteach-drawing', 'output'],
    throwOnError: false,
    output,
  });
  // The window of the notes has no style sheet of ours.
  slides.querySelectorAll('aside.notes').forEach((notes) => formulas(notes, 'mathml'));
  formulas(slides, 'htmlAndMathml');
  slides.querySelectorAll('.racteach-explorer, pre').forEach((place) => place.setAttribute('data-prevent-swipe', ''));

  const sheet = () => window.Reveal.getCurrentSlide().querySelector('.sheet');
  const below = () => sheet().scrollHeight - sheet().clientHeight - sheet().scrollTop > 4;
  const page = (way) => sheet().scrollBy({ top: way * sheet().clientHeight * 0.8 });

  // What does not fit is read first, then the next slide comes.
  function forward() {
    if (window.Reveal.availableFragments().next || !below()) window.Reveal.next();
    else page(1);
  }
  function back() {
    if (sheet().scrollTop > 4) page(-1);
    else window.Reveal.prev();
  }
  // A presenter's remote control sends PageDown and PageUp, wherever the focus is.
  document.addEventListener('keydown', (event) => {
    const inside = document.activeElement.closest(pictures);
    if (event.key === 'PageDown' || event.key === 'PageUp') {
      event.preventDefault();
      event.stopPropagation();
      if (inside) document.activeElement.blur();
      (event.key === 'PageDown' ? forward : back)();
    } else if (event.key === 'Escape' && inside) {
      event.preventDefault();
      event.stopPropagation();
      document.activeElement.blur();
    }
  }, true);

  function arrive() {
    const found = sheet();
    const scrolls = found.scrollHeight > found.clientHeight + 4;
    if (scrolls) found.tabIndex = 0;
    else found.removeAttribute('tabindex');
  }
  const opened = (open) => ({ fragment }) => {
    if (fragment.matches('details')) fragment.open = open;
    arrive();
    if (open) fragment.scrollIntoView({ block: 'nearest' });
  };

  window.Reveal.initialize({
    plugins: [window.RevealNotes],
    disableLayout: true,
    center: false,
    hash: true,
    slideNumber: 'h.v',
    transition: 'none',
    backgroundTransition: 'none',
    keyboardCondition: (event) => {
      const at = document.activeElement;
      return !at.closest(pictures) && !(at.closest('summary, button') && [13, 32].includes(event.keyCode));
    },
    keyboard: {
      32: (event) => (event.shiftKey ? back() : forward()),
      84: () => { root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark'; },
    },
  }).then(arrive);
  window.Reveal.registerKeyboardShortcut('T', 'Light or dark');
  window.Reveal.on('slidechanged', arrive);
  window.Reveal.on('fragmentshown', opened(true));
  window.Reveal.on('fragmenthidden', opened(false));
  window.addEventListener('resize', arrive);
})();
