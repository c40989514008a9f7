// Shell of every flagship: redraw when a trait changes. `picture(values, data)` is defined above.
function render({ model, el }) {
  const names = Object.keys(model.get('data').controls);
  const holder = document.createElement('div');
  holder.className = 'racteach-live';
  holder.setAttribute('role', 'img');
  el.appendChild(holder);
  function draw() {
    const values = Object.fromEntries(names.map((name) => [name, model.get(name)]));
    const { svg, text } = picture(values, model.get('data'));
    holder.innerHTML = svg;
    holder.setAttribute('aria-label', text);
  }
  names.forEach((name) => model.on(`change:${name}`, draw));
  draw();
  return () => names.forEach((name) => model.off(`change:${name}`, draw));
}
export default { render };
