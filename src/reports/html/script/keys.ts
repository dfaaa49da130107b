/** Keys: those that people know from mail and code review. */
export const keysPart = `
const isTyping = (element) => /^(?:INPUT|SELECT|TEXTAREA)$/.test(element.tagName);

const step = (by) => {
  const all = [...box.children];
  const at = all.indexOf(document.activeElement.closest('.records article'));
  const next = all[Math.max(0, at + by)];
  if (by > 0 && at + by >= all.length - 3) drawTo(shown.drawn + STEP);
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
};

const clear = () => { form.reset(); document.activeElement.blur(); };

const keys = {
  '/': () => { form.elements.q.focus(); form.elements.q.select(); },
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  o: () => { const link = find('a.crm', document.activeElement.closest('article') || make('p')); if (link) link.click(); },
  Escape: clear,
};

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !find('.page.open #explorer')) return;
  if (isTyping(event.target) && event.key !== 'Escape') return;
  const isArrow = event.key.startsWith('Arrow');
  if (isArrow && !document.activeElement.closest('.records article')) return;
  const action = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (!action) return;
  event.preventDefault();
  action();
});

route(true);
`;
