// Fields to type words of two letters in, and guesses of ranks.

// Two words. What is no word of a and b stays as it was typed, and a sentence says what is allowed.
function wordFields(now, change) {
  const problem = node('p', { class: 'racteach-problem', role: 'status' }), names = ['first', 'second'];
  const wrong = (input) => input.hasAttribute('aria-invalid');
  const tell = () => {
    const one = fields.find(wrong);
    problem.textContent = one ? `A word here is ${now().length} letters, each a or b; “${one.value}” is none.` : '';
  };
  const fields = names.map((name, place) => {
    const input = node('input', { type: 'text', 'aria-label': `word ${place + 1}`, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' });
    const read = (ended) => {
      const typed = input.value.toLowerCase(), { length } = now();
      put(input, { 'aria-invalid': /[^ab]/.test(typed) || typed.length > length ? 'true' : null });
      tell();
      if (wrong(input) || (typed.length < length && !ended) || typed === now()[name]) return;
      change({ [name]: typed });
      if (typed.length < length) problem.textContent = `“${typed}” is short: a stands in the rest.`;
    };
    input.addEventListener('input', () => read(false));
    input.addEventListener('change', () => { read(true); if (!wrong(input)) input.value = now()[name]; });
    return input;
  });
  return {
    fields,
    problem,
    show: () => fields.forEach((input, place) => { if (!input.matches(':focus') && !wrong(input)) input.value = now()[names[place]]; }),
    forget(changed) { // what was typed, where the word is another one now
      fields.filter((_, place) => changed.includes(names[place])).forEach((input) => put(input, { 'aria-invalid': null }));
      tell();
    },
  };
}

// A guess for each depth. judged(rank) compares those that were made with what is so.
function guessFields(depths) {
  const fields = depths.map((depth) => node('input', { type: 'number', min: 0, 'aria-label': `your guess of the rank at depth ${depth}` }));
  const element = node('span', { class: 'racteach-row' }, ['Your guess: depth',
    ...fields.flatMap((field, place) => [node('label', {}, [`${depths[place]} `, field])])]);
  return {
    element,
    limit: (most) => fields.forEach((field) => put(field, { max: most })),
    close: (yes) => fields.forEach((field) => { field.disabled = yes; }),
    forget: () => fields.forEach((field) => { field.value = ''; }),
    judged(rank) {
      const made = fields.map((field, place) => [field.value, depths[place]]).filter(([value]) => value !== '');
      const words = made.map(([value, depth]) => `${value} at depth ${depth}, ${Number(value) === rank(depth) ? 'and so it is' : `and it is ${rank(depth)}`}`);
      return made.length ? ` You guessed ${words.join('; ')}.` : '';
    },
  };
}
