import { drawing } from './random.mjs';

const REPS = 100;

const rules = ['status/stale-lead', 'notes/thin', 'next-steps/undated', 'next-steps/vague', 'coverage/single-threaded'];
const severities = ['info', 'warning', 'error', 'critical'];
const hash = `sha256:${'a'.repeat(64)}`;

/** A finding like those of the demo: some 1.6 for each record, each with a quoted value. */
function findingAt(/** @type {number} */ index) {
  const draw = drawing(61, index);
  const rule = draw.pick(rules);
  const id = `00Q${String(Math.floor(index / 1.6)).padStart(15, '0')}`;
  const value = `Talked to ${id} about the offer of week ${index % 52}, they come back`;
  return {
    fingerprint: index.toString(16).padStart(20, '0'),
    rule,
    area: rule.split('/')[0],
    severity: draw.pick(severities),
    record: { type: draw.pick(['lead', 'deal']), id, name: `Customer ${id} GmbH`, url: `https://acme.example/${id}` },
    message: `Next step "${value}" names no date`,
    fix: `Do what ${rule} asks for`,
    evidence: [
      { field: 'Next_Step__c', value, at: '2026-10-01T08:00:00.000Z' },
      { field: 'Status', value: 'Working' },
    ],
    exposure: { amount: draw.below(200_000), currency: 'USD' },
    scenarios: [],
    waiver: null,
    appeal: null,
  };
}

const repAt = (/** @type {number} */ number, /** @type {number} */ count) => ({
  id: `005${number}`,
  kind: 'user',
  name: `Rep ${String(number).padStart(3, '0')}`,
  email: `rep${number}@acme.example`,
  managerId: null,
  managerName: null,
  managerEmail: null,
  records: { lead: count, deal: 20 },
  score: 70,
  worstCaseScore: 70,
  evaluability: 1,
  areas: [],
  certifications: [],
  scenarios: [],
  findings: Array.from({ length: count }, (_, i) => findingAt(number * count + i)),
  notEvaluable: [],
});

/** The result of an audit that found so many things on a hundred reps. */
export function madeResult(/** @type {number} */ findings) {
  return {
    schemaVersion: 1,
    tool: { name: 'threadcount', version: '0' },
    asOf: '2026-11-18T17:00:00.000Z',
    source: {
      kind: 'files',
      label: 'bench',
      records: { lead: findings, deal: findings, contact: 0, activity: 0 },
      complete: true,
      gaps: [],
    },
    scope: { reps: [], only: [], leftOut: [], sample: null },
    packs: [],
    rubrics: [],
    rules: [],
    configHash: hash,
    dataHash: hash,
    summary: {
      reps: REPS,
      records: findings,
      score: 70,
      findings: { critical: 0, error: findings, warning: 0, info: 0 },
      waived: 0,
      overturned: 0,
    },
    waivers: { active: [], unused: [], unmatched: [], pending: [], lapsed: [], unjudged: [] },
    reps: Array.from({ length: REPS }, (_, number) => repAt(number, Math.ceil(findings / REPS))),
  };
}
