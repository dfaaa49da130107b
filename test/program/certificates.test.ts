import { expect, it } from 'vitest';
import { UTC } from '../../src/lib/time-zone.ts';
import type { Entry, Json } from '../../src/model/ledger.ts';
import { certificationsOf, inForceOn } from '../../src/program/certificates.ts';
import { certified, noon } from './builders.ts';

const body = {
  id: 'TC-ABC',
  content: {
    subject: { rep: { id: 'U1', name: 'Ana Diaz', email: null } },
    decision: {
      certification: { id: 'crm-hygiene', title: 'CRM hygiene' },
      verdict: 'certified',
      total: 19,
      threshold: 18,
      evaluator: 'Helen',
      validUntil: '2027-03-02',
    },
    criteria: [{ id: 'status', level: 3 }],
    standards: { rubric: { version: '1.0.0' }, packs: [{ id: 'threadcount/hygiene', version: '1.0.0' }] },
  },
};

const entry = (over: Json = body): Entry => ({
  seq: 1,
  kind: 'decision',
  rep: 'U1',
  at: '2026-03-02T12:00:00.000Z',
  body: over,
  previous: 'sha256:',
  hash: 'sha256:0',
});

it('reads a decision of the ledger, with its number and its day', () => {
  expect(certificationsOf([entry()], noon('2026-11-18'), UTC)).toMatchObject([
    { id: 'TC-ABC', decidedOn: '2026-03-02', levels: { status: 3 } },
  ]);
});

it('knows nothing of a decision that was made later', () => {
  expect(certificationsOf([entry()], noon('2026-03-01'), UTC)).toEqual([]);
});

it('refuses an entry that it does not know how to read', () => {
  expect(() => certificationsOf([entry({ quote: 'x' })], noon('2026-11-18'), UTC)).toThrow(
    'entry 1 of the ledger is no decision',
  );
});

it('a certificate is in force from its day to its last, unless a later decision took it away', () => {
  const lost = certified({ seq: 2, verdict: 'not-certified', decidedOn: '2026-08-01', validUntil: null });
  const unclear = certified({ seq: 2, verdict: 'insufficient-evidence', decidedOn: '2026-08-01', validUntil: null });

  expect(inForceOn([certified()], '2026-03-01')).toBeUndefined();
  expect(inForceOn([certified()], '2027-03-02')).toBeDefined();
  expect(inForceOn([certified()], '2027-03-03')).toBeUndefined();
  expect(inForceOn([certified(), lost], '2026-08-01')).toBeUndefined();
  expect(inForceOn([certified(), lost], '2026-07-31')).toBeDefined();
  expect(inForceOn([certified(), unclear], '2026-09-01')).toBeDefined();
  expect(inForceOn([certified({ revokedOn: '2026-05-01' })], '2026-05-01')).toBeUndefined();
});
