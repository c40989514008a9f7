// Names for the controls beside it, the ends of their ranges, and the picture in words whenever it changes.
function name(root) {
  for (const box of root.querySelectorAll('.widget-inline-hbox')) {
    const label = box.querySelector('.widget-label');
    const text = label && label.textContent.trim();
    if (!text) continue;
    for (const part of box.querySelectorAll('.noUi-handle, .widget-readout, input, select')) {
      if (part.getAttribute('aria-label') !== text) part.setAttribute('aria-label', text);
    }
    const handle = box.querySelector('.noUi-handle');
    const readout = box.querySelector('.widget-readout');
    if (!handle) continue;
    if (readout) readout.tabIndex = -1; // one stop for the Tab key: the handle
    end(box, 'before', handle.getAttribute('aria-valuemin'));
    end(box, 'after', handle.getAttribute('aria-valuemax'));
  }
  const shown = root.querySelector('.racteach-picture');
  let status = root.querySelector('.racteach-status');
  if (!status) {
    status = root.appendChild(document.createElement('p'));
    status.className = 'racteach-status';
    status.setAttribute('role', 'status');
  }
  const words = shown && shown.getAttribute('aria-label');
  if (words && status.textContent !== words) status.textContent = words;
}
function end(box, side, value) {
  let mark = box.querySelector(`.racteach-end[data-side=${side}]`);
  if (!mark) {
    mark = document.createElement('span');
    mark.className = 'racteach-end';
    mark.dataset.side = side;
    mark.setAttribute('aria-hidden', 'true'); // a slider says its range itself
    box.querySelector('.slider-container')[side](mark);
  }
  const text = String(Number(value));
  if (mark.textContent !== text) mark.textContent = text;
}
