// An explorer's picture: what the kernel draws, or at once what it has drawn ahead.
const KEPT = 64; // pictures

// Pictures by setting: the nodes of each, ready to be shown. What was kept first goes first.
function album(most) {
  const kept = new Map();
  return {
    get: (at) => kept.get(at)?.nodes,
    size: () => kept.size,
    put(at, text) {
      const known = kept.get(at), holder = document.createElement('div');
      kept.delete(at);
      if (known?.text === text) { kept.set(at, known); return; }
      holder.innerHTML = text;
      kept.set(at, { text, nodes: [...holder.childNodes] });
      if (kept.size > most) kept.delete(kept.keys().next().value);
    },
  };
}

async function unpacked(buffer) {
  return new Response(new Blob([buffer]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
}

function render({ model, el, host }) {
  const content = document.createElement('div'), pictures = album(KEPT), controls = new Map();
  content.className = 'racteach-content';
  el.classList.add('racteach-shown');
  el.append(content);
  let shown = null, watcher = null;
  const show = (at) => {
    const nodes = pictures.get(at);
    if (nodes && nodes !== shown) { shown = nodes; content.replaceChildren(...nodes); }
    return Boolean(nodes);
  };
  // Where the controls stand; a control that asks a new question hides the answer, before the kernel says so.
  const now = (asked) => JSON.stringify([...controls].map(([name, say]) => (name === 'revealed' && model.get('asks').includes(asked) ? false : say())));
  const drawn = () => {
    pictures.put(model.get('at'), model.get('value'));
    if (!show(now())) show(model.get('at'));
  };
  model.on('change:value', drawn);
  model.on('change:at', drawn);
  model.on('msg:custom', async ({ at }, [packed]) => {
    pictures.put(at, await unpacked(packed));
    el.dataset.ahead = pictures.size();
    if (at === now()) show(at);
  });
  drawn();
  if (host?.getModel) {
    Promise.all(model.get('controls').map(async ([name, id, trait]) => [name, trait, await host.getModel(`anywidget:${id}`)])).then((found) => {
      for (const [name, trait, control] of found) {
        controls.set(name, () => control.get(trait));
        control.on(`change:${trait}`, () => show(now(name)));
      }
      model.send({ ready: true });
    });
  }
  const timer = setInterval(() => {
    const root = el.closest('.racteach-explorer');
    if (!root) return;
    clearInterval(timer);
    const boxes = [...root.querySelectorAll('.widget-hbox')];
    root.style.setProperty('--racteach-rows', boxes.reduce((rows, box) => rows + Math.ceil(box.children.length / 2), 0));
    name(root);
    const values = pointing(root);
    values();
    watcher = new MutationObserver(() => { name(root); values(); });
    watcher.observe(root, { childList: true, subtree: true });
  }, 50);
  return () => { clearInterval(timer); if (watcher) watcher.disconnect(); };
}

export const mathematics = { album, targets, nearest, others, together, neighbour };
export default { render };
