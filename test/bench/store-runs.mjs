import { createHash } from 'node:crypto';
import { drawing } from './random.mjs';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);

/** Weeks that a record stays in scope. */
const STAY = 14;

const sha = (/** @type {string} */ text) => createHash('sha256').update(text).digest('hex');

const rules = Array.from(
  { length: 60 },
  (_, i) => `${['status', 'ownership', 'next-steps', 'notes'][i % 4]}/rule-${i}`,
);
const areas = [
  'status',
  'ownership',
  'next-steps',
  'notes',
  'exceptions',
  'workflow',
  'coverage',
  'roles',
  'engagement',
  'stages',
];
const names = ['Ana', 'Bo', 'Cleo', 'Dana', 'Eli', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jun', 'Kai', 'Lea'];
const verbs = ['Call', 'Send the proposal to', 'Agree dates with', 'Ask for access from', 'Meet', 'Follow up with'];

const sentence = (/** @type {import('./random.mjs').Draw} */ draw) =>
  `${draw.pick(verbs)} ${draw.pick(names)} ${draw.pick(names)}son about item ${draw.below(9_000)}`;

/** One record as it was judged; its features move with the weeks as little as those of an idle lead do. */
function recordOf(rep, slot, week) {
  const generation = Math.floor((week + slot) / STAY);
  const draw = drawing(rep * 1_000 + slot, generation);
  const id = `00Q5f0000${sha(`${rep} ${slot} ${generation}`).slice(0, 9)}`;
  const created = START + (generation * STAY - slot) * 7 * DAY + draw.below(7 * DAY);
  const touched = created + draw.below(60) * DAY;
  const name = `${draw.pick(names)} ${draw.pick(names)}sen ${draw.below(500)}`;
  const features = {
    'record.createdAt': created,
    'record.isOpen': true,
    'record.owner.email': `rep${rep}@seller.example`,
    'record.owner.isActive': true,
    'record.owner.kind': 'user',
    'record.lastTouch': touched,
    'record.touches.count': draw.below(12),
    'record.nextStep.text': draw.chance(0.3) ? null : sentence(draw),
    'record.nextStep.due': draw.chance(0.4) ? null : Math.floor(touched / DAY) + draw.below(20),
    'record.nextStep.isConcrete': draw.chance(0.6),
    'record.nextStep.isVague': draw.chance(0.2),
    'record.note.level': draw.below(5),
    'record.note.isPaste': draw.chance(0.05),
    'record.note.writtenAt': touched - draw.below(DAY),
    'lead.status.category': draw.pick(['new', 'working', 'nurture']),
    'lead.company.domain': `company${draw.below(4_000)}.example`,
    'lead.country': draw.pick(['Germany', 'France', 'United States']),
    'lead.employees': draw.below(5_000),
    'lead.source': draw.pick(['Web', 'Event', 'Partner']),
    'lead.firstResponse.at': draw.chance(0.2) ? null : created + draw.below(3 * DAY),
    'lead.route.name': draw.pick(['Germany, 500 and up', 'everything else']),
    'lead.route.isRight': draw.chance(0.95),
    'lead.duplicates.count': draw.below(2),
    'record.idleDays': Math.floor((START + week * 7 * DAY - touched) / DAY),
  };
  const marks = Array.from({ length: rules.length }, () => draw.below(4).toString(36)).join('');
  return {
    judged: { rep: `0055f00000${rep}`, type: 'lead', id, name, stratum: 'working', marks, scenarios: '10?1', features },
    draw,
  };
}

function findingOf({ judged, draw }, turn, week) {
  const rule = draw.pick(rules);
  const age = Math.floor((START + week * 7 * DAY - judged.features['record.lastTouch']) / DAY);
  return {
    fingerprint: sha(`${rule} ${judged.id} ${turn}`).slice(0, 20),
    rule,
    area: rule.split('/')[0],
    severity: draw.pick(['critical', 'error', 'error', 'warning']),
    record: {
      type: 'lead',
      id: judged.id,
      name: judged.name,
      url: `https://acme.example/lightning/r/Lead/${judged.id}/view`,
    },
    message: `No activity for ${age} days, and the next step "${judged.features['record.nextStep.text']}" names no date`,
    fix: 'Agree a date with the customer and write it into the next step',
    evidence: [
      { field: 'LastActivityDate', value: new Date(judged.features['record.lastTouch']).toISOString().slice(0, 10) },
      {
        field: 'NextStep',
        value: judged.features['record.nextStep.text'],
        at: new Date(judged.features['record.createdAt']).toISOString(),
      },
    ],
    exposure: null,
    scenarios: ['new-inbound-lead'],
    waiver: null,
    appeal: null,
  };
}

const areaOf = (area, draw) => ({
  area,
  certification: 'crm-hygiene',
  level: 1 + draw.below(4),
  passRate: draw.next(),
  interval: [draw.next() / 2, 0.5 + draw.next() / 2],
  worstCasePassRate: draw.next(),
  valuePassRate: null,
  applicable: 120,
  evaluable: 100 + draw.below(20),
  failed: draw.below(40),
  warned: draw.below(9),
  waived: 0,
  cappedBy: null,
  missing: null,
});

/** Twenty findings on sixteen records, over and over. */
function ownerOf(rep, count, week) {
  const draw = drawing(rep, week);
  const records = Array.from({ length: Math.ceil(count * 0.8) }, (_, slot) => recordOf(rep, slot, week));
  const findings = Array.from({ length: count }, (_, i) => findingOf(records[i % records.length], i, week));
  const result = {
    id: `0055f00000${rep}`,
    kind: 'user',
    name: `Rep ${rep}`,
    email: `rep${rep}@seller.example`,
    managerId: `0055f0000M${rep % 50}`,
    records: { lead: records.length, deal: 0 },
    score: draw.below(1_000) / 10,
    worstCaseScore: 50,
    evaluability: 0.97,
    areas: areas.map((area) => areaOf(area, draw)),
    certifications: [],
    scenarios: [],
    findings,
    notEvaluable: [],
  };
  return { result, records: records.map(({ judged }) => judged) };
}

/** One weekly run of a year: most records of a week are those of the week before. */
export function weeklyRun({ reps, findings, week }) {
  const owners = Array.from({ length: reps }, (_, rep) => ownerOf(rep, findings, week));
  const records = owners.flatMap((owner) => owner.records);
  const asOf = new Date(START + week * 7 * DAY).toISOString();
  const hash = `sha256:${sha('pack')}`;
  const head = {
    id: sha(`run ${week}`).slice(0, 12),
    asOf,
    scope: '',
    source: 'salesforce',
    configHash: hash,
    dataHash: `sha256:${sha(asOf)}`,
    packs: [{ id: 'threadcount/hygiene', version: '1.0.0', hash }],
    score: 80,
    reps,
    records: records.length,
  };
  const pinned = rules.map((name) => ({
    hash: `sha256:${sha(name)}`,
    name: `rules/${name}.yaml`,
    text: `title: ${name}\n`.repeat(40),
  }));
  return { head, result: { schemaVersion: 1, asOf, reps: owners.map(({ result }) => result) }, rules, records, pinned };
}
