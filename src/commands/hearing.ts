import type { AuditRequest } from '../audit/request.ts';
import { isCalled } from '../audit/scope.ts';
import { audit } from '../audit.ts';
import { UserError } from '../lib/errors.ts';
import { nearest } from '../lib/nearest.ts';
import type { Finding, RepResult } from '../model/audit-result.ts';
import type { EntryDraft } from '../model/ledger.ts';
import type { Person } from '../model/records.ts';
import type { Appeal } from '../program/appeals.ts';

/** What the source knows of a finding: what it is, whose it is, and who there is to rule. */
export interface Court {
  readonly finding: Finding | undefined;
  readonly rep: RepResult | undefined;
  readonly people: readonly Person[];
}

interface Case {
  readonly fingerprint: string;
  readonly before: Appeal | undefined;
}

/** Audits, and looks the finding up. */
export async function hear(request: AuditRequest, fingerprint: string): Promise<Court> {
  let people: ReadonlyMap<string, Person> = new Map();
  const { reps } = await audit({
    ...request,
    watch: (_, { world }) => {
      people = world.people;
    },
  });
  const isIt = (finding: Finding): boolean => finding.fingerprint === fingerprint;
  const rep = reps.find(({ findings }) => findings.some(isIt));
  return { rep, finding: rep?.findings.find(isIt), people: [...people.values()] };
}

const nameOf = ({ name, email, id }: Pick<RepResult, 'name' | 'email' | 'id'>): string => name ?? email ?? id ?? '';

/** A finding that was heard of, and its rep. Throws where there is none, and where it is about somebody else. */
export function ownFinding(
  { finding, rep }: Court,
  who: string,
  fingerprint: string,
): { readonly finding: Finding; readonly rep: RepResult } {
  if (finding === undefined || rep === undefined)
    throw new UserError({
      message: `no finding ${fingerprint} in this audit`,
      hint: 'it may have been mended; --source and --as-of say what is audited',
    });
  if (!isCalled(who, rep)) throw new UserError({ message: `--rep: the finding is about ${nameOf(rep)}, not ${who}` });
  return { finding, rep };
}

/** The entry of a rep who contests a finding of their own. */
export function contest(
  court: Court,
  asked: { readonly rep: string; readonly reason: string },
  { fingerprint, before }: Case,
): Omit<EntryDraft, 'at'> {
  const { finding, rep } = ownFinding(court, asked.rep, fingerprint);
  if (before !== undefined && before.status !== 'upheld')
    throw new UserError({
      message: before.status === 'open' ? 'the finding is contested already' : 'the finding is overturned already',
      hint: 'threadcount appeals shows it',
    });
  const { rule, record } = finding;
  return {
    kind: 'appeal',
    rep: rep.id ?? rep.email ?? rep.name ?? '',
    body: { fingerprint, rule, record: { type: record.type, id: record.id }, reason: asked.reason, by: nameOf(rep) },
  };
}

/** The person who is to rule, by e-mail address, name or id. */
function personCalled(by: string, people: readonly Person[]): Person {
  const users = people.filter(({ kind }) => kind !== 'queue');
  if (users.length === 0)
    throw new UserError({
      message: 'this source has no list of people, so that nobody is known who could rule',
      hint: 'export User.csv with it, or map one under files: { person: … }',
    });
  const ruler = users.find((person) => isCalled(by, person));
  if (ruler === undefined) {
    const labels = users.flatMap(({ name, email }) => [name, email]).filter((label) => typeof label === 'string');
    const near = nearest(by, new Set(labels), 3);
    const hint = near.length > 0 ? `nearest: ${near.join(', ')}` : 'write an e-mail address, a name or an id';
    throw new UserError({ message: `--by: nobody called "${by}" in this source`, hint });
  }
  return ruler;
}

/** Who rules is at work, and somebody's manager where the source tells who that is. */
function refuseOthers({ id, isActive }: Person, by: string, people: readonly Person[]): void {
  const managers = new Set(people.flatMap(({ managerId }) => managerId ?? []));
  if (isActive === false) throw new UserError({ message: `--by: ${by} is no active user` });
  if (managers.size > 0 && !managers.has(id ?? ''))
    throw new UserError({ message: `--by: ${by} manages nobody in this source`, hint: 'a manager rules' });
}

/** The entry of a manager who rules on a contested finding. */
export function rule(
  { people, rep }: Court,
  asked: { readonly outcome: 'upheld' | 'overturned'; readonly by: string; readonly text: string },
  { fingerprint, before }: Case,
): Omit<EntryDraft, 'at'> {
  if (before === undefined)
    throw new UserError({ message: `nobody has contested ${fingerprint}`, hint: 'threadcount appeals lists what is' });
  const ruler = personCalled(asked.by, people);
  const owner = people.find((person) => isCalled(before.rep, person));
  const isSame =
    [before.rep, before.by].some((who) => isCalled(who, ruler)) || (owner !== undefined && owner === ruler);
  if (isSame || (rep?.id && rep.id === ruler.id))
    throw new UserError({
      message: `--by: ${asked.by} is the rep whose finding it is`,
      hint: 'somebody else has to rule',
    });
  refuseOthers(ruler, asked.by, people);
  if (before.status === asked.outcome)
    throw new UserError({ message: `the finding is ${asked.outcome} already, by ${before.ruledBy}` });
  const by = ruler.name ?? ruler.email ?? ruler.id ?? asked.by;
  return { kind: 'ruling', rep: before.rep, body: { fingerprint, outcome: asked.outcome, by, text: asked.text } };
}
