// What a symbol means, where a reader points at it, taps it, or comes to its formula with the keyboard.
// `racteachNotation` (notation.js) holds the rows of lesson 00's table, and which forms of letters each explains.
(() => {
  'use strict';
  const page = document.documentElement.dataset.page;
  const notation = window.racteachNotation || [];
  const forms = notation.flatMap((row, number) => Object.entries(row.cards)
    .filter(([, lessons]) => (lessons ? lessons.split(' ').includes(page) : page >= row.first))
    .map(([form]) => ({ number, form: new RegExp(`^(?:${form})$`, 'u'), inside: form.includes(':') })));
  if (!page || !forms.length) return;

  const plain = (node) => (node ? node.textContent.replace(/[\s\u200b]/g, '') : '');

  // A letter with its indices, "h^t,l", as KaTeX set them; and the letter whose index it is itself.
  function signature(leaf) {
    const scripts = leaf.nextElementSibling;
    if (!scripts || !scripts.classList.contains('msupsub')) return plain(leaf);
    const parts = [...scripts.querySelector('.vlist').children];
    const lower = scripts.firstElementChild.classList.contains('vlist-t2') ? plain(parts.shift()) : '';
    const upper = plain(parts[0]);
    return plain(leaf) + (lower && `_${lower}`) + (upper && `^${upper}`);
  }
  function rowsOf(leaf) {
    const said = signature(leaf);
    const around = leaf.closest('.msupsub');
    const whole = `${around ? plain(around.previousElementSibling) : ''}:${said}`;
    return [...new Set(forms.filter(({ form, inside }) => form.test(inside ? whole : said)).map(({ number }) => number))];
  }

  // KaTeX sets neighbours such as "UV" as one element; they are two symbols.
  function leaves(formula) {
    const found = [...formula.querySelectorAll('.katex-html span')].filter((node) => !node.firstElementChild && plain(node));
    return found.flatMap((node) => {
      if (!node.classList.contains('mathnormal') || node.textContent.length < 2) return [node];
      const letters = [...node.textContent].map((letter) => Object.assign(document.createElement('span'), { textContent: letter }));
      node.replaceChildren(...letters);
      return letters;
    });
  }

  // What a symbol means, and what the symbols of a formula mean, stands in `data-rows`: numbers of rows.
  const sections = new Map();
  document.querySelectorAll('.bd-article .katex').forEach((katex) => {
    const formula = katex.closest('.katex-display') || katex;
    const rows = new Set();
    leaves(formula).forEach((leaf) => {
      const own = rowsOf(leaf);
      if (!own.length) return;
      leaf.classList.add('racteach-symbol');
      leaf.dataset.rows = own.join(' ');
      own.forEach((row) => rows.add(row));
    });
    if (!rows.size || formula.closest('a, button, summary, label, .racteach-quiz')) return;
    formula.dataset.rows = [...rows].join(' ');
    formula.setAttribute('role', 'group');
    formula.setAttribute('aria-label', 'Formula');
    formula.tabIndex = -1;
    const section = formula.closest('section');
    sections.set(section, [...(sections.get(section) || []), formula]);
  });
  // One stop of the Tab key a section; arrows go on from there.
  const seen = (formulas) => formulas.filter((formula) => formula.checkVisibility({ contentVisibilityAuto: true }));
  sections.forEach((formulas) => { (seen(formulas)[0] || formulas[0]).tabIndex = 0; });

  const card = document.createElement('div');
  card.id = 'racteach-card';
  card.hidden = true;
  document.body.append(card);
  let shown = null;
  let timer = 0;

  function show(node, hint = '') {
    clearTimeout(timer);
    hide();
    card.innerHTML = node.dataset.rows.split(' ').map((number) => notation[number].html).join('') + hint;
    window.renderMathInElement(card, { delimiters: [{ left: '$', right: '$', display: false }], throwOnError: false });
    card.querySelectorAll('a').forEach((link) => {
      link.href = new URL(link.getAttribute('href'), new URL('..', location.href));
    });
    card.hidden = false;
    const at = node.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    const above = at.bottom + 8 + card.offsetHeight > innerHeight && at.top > card.offsetHeight + 8;
    card.style.left = `${scrollX + Math.max(8, Math.min(at.left - 12, room))}px`;
    card.style.top = `${scrollY + (above ? at.top - card.offsetHeight - 6 : at.bottom + 6)}px`;
    shown = node;
    node.closest('[role=group]')?.setAttribute('aria-describedby', card.id);
  }
  function hide() {
    if (shown) shown.closest('[role=group]')?.removeAttribute('aria-describedby');
    shown = null;
    card.hidden = true;
  }
  const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };

  // A finger is wider than an index: the nearest symbol is meant.
  function nearest(formula, x, y) {
    const distance = (leaf) => {
      const { left, right, top, bottom } = leaf.getBoundingClientRect();
      return Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0));
    };
    const [first] = [...formula.querySelectorAll('.racteach-symbol')].sort((a, b) => distance(a) - distance(b));
    return first && distance(first) < 20 ? first : null;
  }

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return;
    const symbol = event.target.closest('.racteach-symbol');
    if (symbol && symbol !== shown) later(() => show(symbol), 250);
    else if (card.contains(event.target) || symbol) clearTimeout(timer);
    else if (shown && shown !== document.activeElement) later(hide, 300);
    else if (!shown) clearTimeout(timer);
  });
  document.addEventListener('click', (event) => {
    if (card.contains(event.target)) return;
    const formula = event.target.closest('.katex[role=group], .katex-display[role=group]');
    const symbol = formula && nearest(formula, event.clientX, event.clientY);
    if (symbol) show(symbol);
    else hide();
  });
  document.addEventListener('focusin', (event) => {
    if (!event.target.matches('[data-rows]:focus-visible')) return;
    show(event.target, '<p class="racteach-hint">← → other formulas of this section · Enter: to the link · Esc closes</p>');
  });
  document.addEventListener('focusout', (event) => {
    if ((event.target.dataset.rows || card.contains(event.target)) && !card.contains(event.relatedTarget)) hide();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && shown) {
      const formula = shown.closest('[role=group]');
      if (card.contains(document.activeElement)) formula.focus();
      hide();
    }
    const formula = event.target;
    if (!formula.dataset.rows || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && shown) {
      card.querySelector('a').focus();
      event.preventDefault();
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const formulas = seen(sections.get(formula.closest('section')));
    const next = formulas[formulas.indexOf(formula) + step];
    event.preventDefault();
    event.stopPropagation(); // the theme's own arrows turn the page
    if (!next) return;
    formula.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }, true);
})();
