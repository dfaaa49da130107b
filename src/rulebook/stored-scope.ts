import type { Calendar } from '../facts/calendar.ts';
import type { RecordType } from '../model/records.ts';
import type { Feature } from '../model/run.ts';
import { type Name, scopeOf } from './expression/scope.ts';
import type { Value } from './expression/type.ts';
import { calendarOn, names, type Parameterized, type ScopeWith } from './scope.ts';

/** A record as it was judged and stored: what its rules read, by path. */
export interface StoredView extends Parameterized {
  readonly record: { readonly type: RecordType };
  readonly features: Readonly<Record<string, Feature>>;
  readonly asOf: number;
}

/** Where a value is stored: what leads and deals share stands under the record's own type. */
export const storedPath = (path: string, type: RecordType): string =>
  path.startsWith('record.') ? `${type}${path.slice('record'.length)}` : path;

/** What every run knows without storing it, record by record. */
const known: ReadonlySet<string> = new Set(['record.type', 'asOf', 'today']);

/** Whether a name has to be stored for a record of this type to be judged again. */
export const isStored = (path: string, type: RecordType): boolean =>
  !known.has(path) && names.has(path) && storedPath(path, type).startsWith(`${type}.`);

function readStored(path: string, calendar: Calendar): (view: StoredView) => Value {
  if (path === 'record.type') return ({ record }) => record.type;
  if (path === 'asOf') return ({ asOf }) => asOf;
  if (path === 'today') return ({ asOf }) => calendar.zone.toDay(asOf);
  const places = { lead: storedPath(path, 'lead'), deal: storedPath(path, 'deal') };
  return ({ record, features }) => features[places[record.type]];
}

/** The scopes of rules on stored records: the same names, read from what was stored. What was not stored is not known. */
export function storedScopes(calendar: Calendar): ScopeWith<StoredView> {
  const stored = [...names].map(([path, { type }]): readonly [string, Name<StoredView>] => [
    path,
    { type, read: readStored(path, calendar) },
  ]);
  return (params) => {
    const own = new Map(stored);
    for (const [name, type] of params) own.set(`params.${name}`, { type, read: (view) => view.params[name] });
    return scopeOf(
      own,
      new Map(),
      calendarOn<StoredView>(() => calendar),
    );
  };
}

const texts: ReadonlySet<string> = new Set(
  ['description', 'nextStep.text', 'note.text', 'decision.noteText', 'escalation.subject', 'openWork.subject'].flatMap(
    (path) => [`lead.${path}`, `deal.${path}`, `record.${path}`],
  ),
);

/** Whether a name holds what somebody wrote in free text: kept only where that is asked for. */
export const isFreeText = (path: string): boolean => texts.has(path);
