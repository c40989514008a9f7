// Scripts run here: no advice for browsers in which they do not. And what a page opened from a disk must do without.
(() => {
  'use strict';
  document.documentElement.dataset.scripts = '';
  // Such a page may load scripts and no other files. The search needs these for its excerpts only.
  if (location.protocol === 'file:') DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
})();
