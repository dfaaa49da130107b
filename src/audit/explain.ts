import { gather } from '../facts/gather.ts';
import { owner } from '../facts/owner.ts';
import { UserError } from '../lib/errors.ts';
import { formatInstant } from '../lib/time.ts';
import type { Finding } from '../model/audit-result.ts';
import type { ExplainedCheck, Explanation } from '../model/explanation.ts';
import type { AuditRecord } from '../model/records.ts';
import { evidenceFor, inputsOf, type Judgment, judge, judgeAll } from '../rulebook/evaluate.ts';
import type { View } from '../rulebook/scope.ts';
import { createFindings, createReasons, entryOf, nameOf } from './entries.ts';
import { openPardons } from './pardons.ts';
import { recordsOf } from './records.ts';
import type { AuditRequest } from './request.ts';
import { wantsOf } from './wants.ts';

/** A Salesforce id as list views and older reports show it: the first 15 of its 18 characters. */
const isShort = (id: string): boolean => /^[a-zA-Z0-9]{15}$/.test(id);

/** Whether somebody who writes `id` means this record: its id, or its id without the check digits. */
const isMeant = (record: AuditRecord, id: string): boolean =>
  record.id === id || (isShort(id) && record.id?.length === 18 && record.id.startsWith(id));

/** The record with this id, whatever its type. */
async function find(batches: AsyncIterable<readonly AuditRecord[]>, id: string): Promise<AuditRecord | undefined> {
  for await (const records of batches) {
    const found = records.find((record) => isMeant(record, id));
    if (found !== undefined) return found;
  }
  return undefined;
}

const HELD_OUT = 'the owner got the record too short a time ago to answer for what was left on it';

/** The finding that a failed check is, if it is one, with what was decided about it. */
interface Said {
  readonly finding: Finding | undefined;
  readonly isSuperseded: boolean;
  readonly reason: string | null;
}

function explainCheck(judgment: Judgment, view: View, { finding, isSuperseded, reason }: Said): ExplainedCheck {
  const { rule, outcome, params } = judgment;
  view.params = params;
  return {
    rule: rule.id,
    fingerprint: finding?.fingerprint ?? null,
    waiver: finding?.waiver ?? null,
    appeal: finding?.appeal ?? null,
    title: rule.title,
    area: rule.area,
    outcome,
    severity: finding?.severity ?? null,
    isSuperseded,
    message: finding?.message ?? null,
    fix: finding?.fix ?? null,
    reason,
    when: rule.when?.source ?? null,
    expect: rule.expect.source,
    inputs: [...inputsOf(judgment, view)],
    evidence: finding === undefined ? [] : [...evidenceFor(rule, view)],
  };
}

/** Every check on one record: what each rule read, what it made of it, and why. */
export async function explain(request: AuditRequest, id: string): Promise<Explanation> {
  const { rulebook, setting } = request;
  const dataset = await request.read(wantsOf(rulebook, setting, request.scope));
  try {
    const { world } = await gather(dataset, setting);
    const record = await find(recordsOf(dataset, world, rulebook), id);
    if (record === undefined) {
      throw new UserError({
        message: `no lead or deal "${id}" in this source`,
        hint: 'findings show the ids of records',
      });
    }
    const view: View = { record, world, params: {} };
    const { id: ownerId, name, email } = owner.of(view);
    const reasonFor = createReasons([...dataset.gaps(), ...request.gaps], world);
    const settled = judgeAll(rulebook.on[record.type], view);
    const findingOf = createFindings(dataset);
    const pardons = openPardons(request, world);
    const ownerEntry = entryOf(view, new Map());
    return {
      schemaVersion: 1,
      asOf: formatInstant(setting.asOf),
      source: dataset.label,
      record: {
        type: record.type,
        id: record.id ?? id,
        name: nameOf(record),
        url: dataset.urlOf(record.type, record.id ?? id) ?? null,
        owner: name ?? email ?? ownerId ?? null,
      },
      checks: settled.map((judgment) => {
        const { outcome, rule, isHeldOut } = judgment;
        const isSuperseded = outcome === 'not-applicable' && !isHeldOut && judge(rule, view).outcome === 'fail';
        const reason = outcome === 'not-evaluable' ? reasonFor(judgment, view) : isHeldOut ? HELD_OUT : null;
        const finding = outcome === 'fail' ? pardons.of(findingOf(judgment, view), ownerEntry) : undefined;
        return explainCheck(judgment, view, { finding, isSuperseded, reason });
      }),
    };
  } finally {
    await dataset.close();
  }
}
