/** Reads the findings and makes what is known of them quick to ask. Text becomes text nodes only, never markup. */
export const dataPart = String.raw`
const find = (selector, within) => (within || document).querySelector(selector);
const data = JSON.parse(find('#data').textContent);
const text = (i) => data.texts[i];
const RECORD = 0, RULE = 1, SEVERITY = 2, MESSAGE = 3, EVIDENCE = 4, FIX = 5, AMOUNT = 6, STATE = 7, SAID = 8, FINGERPRINT = 9, AREA = 10, AMOUNT_WORDS = 11;
const types = ['lead', 'deal'];
const states = [['counts', 'counts'], ['waived', 'waived'], ['overturned', 'overturned on appeal'], ['contested', 'contested']];
const titles = new Map([...data.rules, ...data.areas]);

/** An element with attributes and children; strings become text. */
const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) if (value !== null && value !== false) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== ''));
  return element;
};

/** Whether a rule is among 'area/*' and ids. */
const isAmong = (rule, patterns) => patterns.some((one) => one === rule || (one.endsWith('/*') && rule.startsWith(one.slice(0, -1))));
const rulesOf = new Map(data.criteria.map(([id, , , patterns, on]) => [id, { rules: new Set(data.rules.map(([rule]) => rule).filter((rule) => isAmong(rule, patterns))), on }]));

/** Where a word occurs among the texts: looked up once a word, not once a finding. */
let lowered = null;
const holding = (word) => {
  lowered = lowered || data.texts.map((one) => one.toLowerCase());
  const found = new Set();
  lowered.forEach((one, i) => { if (one.includes(word)) found.add(i); });
  return found;
};

const hasWord = (finding, found) => {
  const record = data.records[finding[RECORD]];
  return found.has(finding[MESSAGE]) || found.has(finding[RULE]) || found.has(record[2]) || found.has(record[3]) || found.has(finding[FIX]) || found.has(finding[SAID])
    || finding[EVIDENCE].some(([field, value]) => found.has(value) || found.has(field));
};

/** One test for each filter that is set. */
const tests = {
  q: (value) => {
    const words = value.toLowerCase().split(/\s+/).filter(Boolean).map((word) => ({ found: holding(word), rules: new Set(data.rules.filter(([, title]) => title.toLowerCase().includes(word)).map(([rule]) => rule)) }));
    return (finding) => words.every(({ found, rules }) => hasWord(finding, found) || rules.has(text(finding[RULE])));
  },
  severity: (value) => { const i = data.severities.indexOf(value); return (finding) => finding[SEVERITY] === i; },
  criterion: (value) => {
    const known = rulesOf.get(value) || { rules: new Set(), on: [] };
    return (finding) => known.rules.has(text(finding[RULE])) && known.on.includes(types[data.records[finding[RECORD]][1]]);
  },
  rule: (value) => (finding) => text(finding[RULE]) === value,
  area: (value) => (finding) => text(finding[AREA]) === value,
  rep: (value) => { const i = data.owners.findIndex(([, place]) => place === value); return (finding) => data.records[finding[RECORD]][0] === i; },
  record: (value) => { const i = types.indexOf(value); return (finding) => data.records[finding[RECORD]][1] === i; },
  state: (value) => { const i = states.findIndex(([id]) => id === value); return (finding) => finding[STATE] === i || (i === 0 && finding[STATE] === 3); },
};

const worstOf = (group) => Math.max(...group.findings.map((finding) => (finding[STATE] === 1 || finding[STATE] === 2 ? -1 : finding[SEVERITY])));
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const orders = {
  '': (a, b) => b.worst - a.worst || b.amount - a.amount || b.findings.length - a.findings.length,
  amount: (a, b) => b.amount - a.amount || b.worst - a.worst,
  name: (a, b) => byText(a.name.toLowerCase(), b.name.toLowerCase()),
  count: (a, b) => b.findings.length - a.findings.length || b.worst - a.worst,
  owner: (a, b) => a.owner - b.owner || b.worst - a.worst,
};

/** Findings that pass every filter, by record, in order. */
const select = (filters) => {
  const checks = Object.entries(filters).filter(([name, value]) => tests[name] && value).map(([name, value]) => tests[name](value));
  const groups = new Map();
  let count = 0;
  for (const finding of data.findings) {
    if (!checks.every((check) => check(finding))) continue;
    count += 1;
    const record = finding[RECORD];
    if (!groups.has(record)) groups.set(record, { record: data.records[record], findings: [] });
    groups.get(record).findings.push(finding);
  }
  const list = [...groups.values()];
  for (const group of list) {
    group.worst = worstOf(group);
    group.amount = Math.max(...group.findings.map((finding) => finding[AMOUNT]));
    group.name = text(group.record[3]);
    group.owner = group.record[0];
    group.findings.sort((a, b) => b[SEVERITY] - a[SEVERITY]);
  }
  return { count, groups: list.sort(orders[filters.sort] || orders['']) };
};
`;
