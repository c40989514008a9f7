// Formulas, what a reader has answered, and where it is kept: in this browser only.
(() => {
  'use strict';
  const KEY = 'racteach-progress';
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; } };
  const keep = (marks) => { try { localStorage.setItem(KEY, JSON.stringify(marks)); } catch { /* a private window */ } };

  function formulas() {
    if (!window.renderMathInElement) return;
    window.renderMathInElement(document.body, {
      delimiters: [
        { left: '$$', right: '$$', display: true }, { left: '\\[', right: '\\]', display: true },
        { left: '\\(', right: '\\)', display: false }, { left: '$', right: '$', display: false },
      ],
      ignoredClasses: ['highlight', 'racteach-drawing', 'output'],
      throwOnError: false,
      trust: false,
    });
    document.querySelectorAll('.racteach-quiz, .racteach-turn').forEach((card) => window.renderMathInElement(card, {
      delimiters: [{ left: '$', right: '$', display: false }], throwOnError: false,
    }));
  }

  // A formula that is wider than the page scrolls, with the arrow keys as well.
  function wideFormulas() {
    const look = () => document.querySelectorAll('div.math').forEach((formula) => {
      const wide = formula.scrollWidth > formula.clientWidth;
      formula.toggleAttribute('tabindex', wide);
      if (wide) formula.tabIndex = 0;
    });
    look();
    document.fonts.ready.then(look);
    addEventListener('resize', look);
    document.addEventListener('toggle', look, true);
  }

  // The quiz says itself whether an answer was right; the mark is taken from what it says.
  // What is asked before a lesson earns no marks.
  function quizzes() {
    const page = document.documentElement.dataset.page;
    document.querySelectorAll('.racteach-quiz:not(.racteach-placement) .racteach-question').forEach((question, number) => {
      question.addEventListener('click', (event) => {
        if (event.target.tagName !== 'BUTTON') return;
        const verdict = question.querySelector('[role=status]').textContent;
        if (verdict.startsWith('Choose')) return;
        const marks = read();
        const own = (marks[page] ||= {});
        if (/^\S? ?Right\./.test(verdict)) own[number] = 'right';
        else own[number] ||= 'tried';
        keep(marks);
        contents();
      });
    });
  }

  // Beside each lesson in the contents: how many of its questions were answered rightly.
  function contents() {
    const marks = read();
    document.querySelectorAll('nav.bd-links a').forEach((link) => {
      const page = /lessons\/(\d\d)_[a-z_]+\.html$/.exec(link.pathname);
      if (!page || link.hash) return;
      const right = Object.values(marks[page[1]] || {}).filter((mark) => mark === 'right').length;
      let mark = link.querySelector('.racteach-mark');
      if (!right) { if (mark) mark.remove(); return; }
      if (!mark) {
        mark = document.createElement('span');
        mark.className = 'racteach-mark';
        link.append(' ', mark);
      }
      mark.textContent = `✓ ${right}`;
      mark.title = `${right} questions answered rightly`;
    });
  }

  function progress() {
    const place = document.getElementById('racteach-progress');
    if (!place) return;
    const say = (text) => { place.querySelector('[role=status]').textContent = text; };
    place.querySelector('[data-do=export]').addEventListener('click', () => {
      const link = document.createElement('a');
      link.href = `data:application/json,${encodeURIComponent(JSON.stringify(read(), null, 1))}`;
      link.download = 'racteach-progress.json';
      link.click();
      say('Saved as racteach-progress.json.');
    });
    place.querySelector('input').addEventListener('change', async (event) => {
      try {
        const found = JSON.parse(await event.target.files[0].text());
        const fine = (page) => page && typeof page === 'object' && Object.values(page).every((mark) => ['right', 'tried'].includes(mark));
        if (!found || typeof found !== 'object' || !Object.values(found).every(fine)) throw new Error('no marks in it');
        keep(found);
        contents();
        say('Read. The contents list shows it.');
      } catch (error) {
        say(`This file was not saved by this page: ${error.message}. Nothing was changed.`);
      }
    });
    place.querySelector('[data-do=forget]').addEventListener('click', () => { keep({}); contents(); say('Forgotten.'); });
    place.hidden = false;
  }

  // A link into a fold opens it. On paper all folds are open, in the light theme.
  function folds() {
    const open = () => {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target || !target.closest('details')) return;
      for (let fold = target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
      target.scrollIntoView();
    };
    addEventListener('hashchange', open);
    open();
    const root = document.documentElement;
    let closed = [];
    let theme = '';
    addEventListener('beforeprint', () => {
      closed = [...document.querySelectorAll('article details:not([open])')];
      closed.forEach((fold) => { fold.open = true; });
      theme = root.dataset.theme;
      root.dataset.theme = 'light';
    });
    addEventListener('afterprint', () => {
      closed.forEach((fold) => { fold.open = false; });
      root.dataset.theme = theme;
    });
  }

  // The theme's arrows in the list of pages have no name.
  document.querySelectorAll('summary').forEach((arrow) => {
    if (!arrow.textContent.trim()) arrow.setAttribute('aria-label', 'The pages below');
  });
  const found = /lessons\/(\d\d)_[a-z_]+\.html$/.exec(location.pathname);
  document.documentElement.dataset.page = found ? found[1] : '';
  formulas();
  wideFormulas();
  quizzes();
  contents();
  progress();
  folds();
})();
