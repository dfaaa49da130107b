/** Draws the list of findings, a screen or two at a time. */
export const listPart = String.raw`
const explorer = find('#explorer');
const form = find('form', explorer);
const box = find('.records', explorer);
const more = find('.more', explorer);
const STEP = 40, MOST_ON_PAPER = 1000;
let shown = { groups: [], drawn: 0, hasOwners: true };

const evidenceOf = (finding) => {
  if (finding[EVIDENCE].length === 0) return '';
  return make('dl', { class: 'evidence' }, ...finding[EVIDENCE].map(([field, value, at]) =>
    make('div', null,
      make('dt', null, make('bdi', null, text(field))),
      make('dd', { class: value < 0 ? 'blank' : null }, make('bdi', null, value < 0 ? 'blank' : text(value)),
        at < 0 ? '' : make('span', { class: 'at' }, ' since ' + text(at))))));
};

const findingOf = (finding, place) => {
  const rule = text(finding[RULE]);
  const severity = data.severities[finding[SEVERITY]];
  const isAside = finding[STATE] === 1 || finding[STATE] === 2;
  const said = text(finding[SAID]);
  return make('div', { class: 'finding' + (isAside ? ' aside' : ''), id: 'f-' + finding[FINGERPRINT] },
    make('div', null, make('span', { class: 'severity ' + severity }, severity)),
    make('div', null,
      make('p', { class: 'rule' }, titles.get(rule) || rule,
        make('a', { href: '#' + place + '/' + finding[FINGERPRINT], 'aria-label': 'Link to this finding', title: rule }, '#')),
      make('p', { class: 'message' }, make('bdi', null, text(finding[MESSAGE]))),
      evidenceOf(finding),
      make('p', { class: 'quiet' }, 'Fix: ' + text(finding[FIX])),
      said === '' ? '' : make('p', { class: 'said' }, make('bdi', null, (isAside ? 'Does not count: ' : '') + said))));
};

const linkOf = (record) => {
  const name = make('bdi', null, text(record[3]) || text(record[2]));
  const url = text(record[4]);
  return url === '' ? name : make('a', { href: url, target: '_blank', rel: 'noopener noreferrer', class: 'crm' }, name);
};

const recordOf = (group) => {
  const [owner, place] = data.owners[group.record[0]];
  const amount = group.findings.find((finding) => finding[AMOUNT_WORDS] >= 0);
  return make('article', { tabindex: '-1' },
    make('h3', null, linkOf(group.record),
      make('span', { class: 'quiet' }, types[group.record[1]] + ' ' + text(group.record[2])),
      shown.hasOwners ? make('a', { class: 'quiet', href: '#' + place }, make('bdi', null, owner)) : '',
      amount ? make('span', { class: 'amount' }, text(amount[AMOUNT_WORDS])) : ''),
    ...group.findings.map((finding) => findingOf(finding, place)));
};

const drawTo = (end) => {
  const last = Math.min(end, shown.groups.length);
  box.append(...shown.groups.slice(shown.drawn, last).map(recordOf));
  shown.drawn = Math.max(shown.drawn, last);
  more.hidden = shown.drawn >= shown.groups.length;
  more.textContent = 'Show more (' + plain(shown.groups.length - shown.drawn) + ' records)';
};

const plain = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
const countOf = (count, noun) => plain(count) + ' ' + noun + (count === 1 ? '' : 's');

const draw = (filters, hasOwners) => {
  const { count, groups } = select(filters);
  shown = { groups, drawn: 0, hasOwners };
  box.replaceChildren();
  drawTo(STEP);
  find('.count', explorer).textContent = count === 0 ? 'No finding matches.' : countOf(count, 'finding') + ' on ' + countOf(groups.length, 'record');
};

/** Brings one finding into view, wherever in the list it is. */
const showFinding = (fingerprint) => {
  const at = shown.groups.findIndex((group) => group.findings.some((finding) => finding[FINGERPRINT] === fingerprint));
  if (at < 0) return;
  if (at >= MOST_ON_PAPER) { shown.groups.unshift(...shown.groups.splice(at, 1)); box.replaceChildren(); shown.drawn = 0; drawTo(STEP); }
  else drawTo(at + STEP);
  const element = document.getElementById('f-' + fingerprint);
  element.classList.add('there');
  element.closest('article').focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center' });
};

more.addEventListener('click', () => {
  const next = shown.drawn;
  drawTo(next + STEP);
  if (box.children[next]) box.children[next].focus();
});
new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) drawTo(shown.drawn + STEP); }, { rootMargin: '600px' }).observe(more);
addEventListener('beforeprint', () => { if (find('.page.open #explorer')) drawTo(MOST_ON_PAPER); });
`;
