/** Which page is open, with which filters: the address says it, so that every view can be linked to. */
export const pagesPart = String.raw`
const pages = [...document.querySelectorAll('.page')];
const names = ['q', 'severity', 'criterion', 'rule', 'area', 'rep', 'record', 'state', 'sort'];
const decoded = (part) => { try { return decodeURIComponent(part); } catch { return part; } };

/** '#rep/005/0f3a…?severity=error': the page, a finding on it, filters. */
const addressOf = (hash) => {
  const [path, query] = hash.slice(1).split('?');
  const place = decoded(path) || 'overview';
  const finding = /^(rep\/.+)\/([0-9a-f]{6,})$/.exec(place);
  const page = document.getElementById(place) || (finding && document.getElementById(finding[1])) || document.getElementById('overview');
  return { page: page.classList.contains('page') ? page : document.getElementById('overview'), finding: finding && page.id === finding[1] ? finding[2] : null, filters: Object.fromEntries(new URLSearchParams(query || '')) };
};

const filtersOf = (page) => {
  const filters = Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]));
  if (page.dataset.rep !== undefined) filters.rep = page.id;
  return filters;
};

const options = (name, entries) => form.elements[name].append(...entries.map(([value, words]) => make('option', { value }, words)));
options('severity', [...data.severities].reverse().map((one) => [one, one]));
options('rule', data.rules);
options('area', data.areas);
options('rep', data.owners.map(([owner, place]) => [place, owner]));
options('record', [['lead', 'leads'], ['deal', 'deals']]);
options('state', states);
for (const certification of new Set(data.criteria.map(([, title]) => title)))
  form.elements.criterion.append(make('optgroup', { label: certification }, ...data.criteria.filter(([, title]) => title === certification).map(([id, , title]) => make('option', { value: id }, title))));

const markSet = () => { for (const name of names) form.elements[name].closest('label').classList.toggle('set', form.elements[name].value !== ''); };

let open = null;
const route = (isFirst) => {
  const { page, finding, filters } = addressOf(location.hash);
  const isOther = page !== open;
  open = page;
  for (const one of pages) one.classList.toggle('open', one === page);
  find('#findings').hidden = page.id !== 'findings';
  for (const link of document.querySelectorAll('.top nav a')) {
    if (link.getAttribute('href') === '#' + page.id) link.setAttribute('aria-current', 'page'); else link.removeAttribute('aria-current');
  }
  const heading = find('h1', page);
  document.title = heading.textContent + ' – Threadcount';
  find('#jump').value = page.dataset.rep === undefined ? 'overview' : page.id;
  const place = find('.explorer-here', page);
  if (place) {
    for (const name of names) form.elements[name].value = filters[name] || '';
    form.elements.rep.closest('label').hidden = page.dataset.rep !== undefined;
    if (explorer.parentElement !== place) place.append(explorer);
    explorer.hidden = false;
    markSet();
    draw(filtersOf(page), page.dataset.rep === undefined);
  }
  if (finding) showFinding(finding);
  else if (Object.keys(filters).length > 0 && page.dataset.rep !== undefined) explorer.scrollIntoView();
  else if (isOther && !isFirst) { scrollTo(0, 0); heading.focus({ preventScroll: true }); }
};

const refine = () => {
  const query = new URLSearchParams(names.filter((name) => form.elements[name].value !== '').map((name) => [name, form.elements[name].value])).toString();
  history.replaceState(null, '', '#' + open.id + (query === '' ? '' : '?' + query));
  markSet();
  draw(filtersOf(open), open.dataset.rep === undefined);
};

let waiting = 0;
form.addEventListener('input', (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(refine, event.target.name === 'q' ? 120 : 0);
});
form.addEventListener('submit', (event) => event.preventDefault());
form.addEventListener('reset', () => setTimeout(refine));
find('#jump').addEventListener('change', (event) => { location.hash = event.target.value; });
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-filter]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const here = link.hasAttribute('data-here') ? '#' + open.id : link.getAttribute('href');
  const address = here + '?' + link.dataset.filter;
  if (location.hash === address) route(); else location.hash = address;
});
addEventListener('hashchange', () => route(false));
`;
