import { hash } from 'node:crypto';
import type { Problem } from '../lib/errors.ts';
import { didYouMean } from '../lib/nearest.ts';
import { parseDay } from '../lib/time.ts';
import type { YamlDocument, YamlPath } from '../lib/yaml.ts';
import type { Waiver, WaiverScope } from '../model/waiver.ts';
import type { WrittenConfig } from './schema.ts';
import type { WrittenWaiver, WrittenWaivers } from './waivers-schema.ts';

/** What waivers may say, as far as the configuration decides it. */
export interface WaiverPolicy {
  /** The longest term, in days. */
  readonly maximum: number;
  /** Codes of reasons. */
  readonly reasons: readonly string[];
}

type WrittenPolicy = NonNullable<WrittenConfig['waivers']>;

/** The path of the file, as written. */
export const waiversPath = (written: WrittenConfig['waivers']): string | undefined =>
  typeof written === 'string' ? written : written?.file;

const partsOf = (written: WrittenPolicy | undefined) => (typeof written === 'object' ? written : {});

/** A team's own maximum takes the place of that of the defaults; its own reasons stand beside theirs. */
export function resolvePolicy(written: WrittenPolicy | undefined, defaults: WrittenPolicy): WaiverPolicy {
  const [own, shipped] = [partsOf(written), partsOf(defaults)];
  const [, amount, unit] = /^(\d+)([dw])$/.exec(own.maximum ?? shipped.maximum ?? '') ?? [];
  return {
    maximum: Number(amount ?? 0) * (unit === 'w' ? 7 : 1),
    reasons: [...new Set([...(shipped.reasons ?? []), ...(own.reasons ?? [])])],
  };
}

export const waiverList = (written: WrittenWaivers | undefined): readonly WrittenWaiver[] =>
  (Array.isArray(written) ? written : written?.waivers) ?? [];

const pathOf = (written: WrittenWaivers | undefined, i: number): YamlPath =>
  Array.isArray(written) ? [i] : ['waivers', i];

export function scopeOf({ finding, record, rule, rep }: WrittenWaiver): WaiverScope {
  if (finding !== undefined) return { kind: 'finding', fingerprint: finding };
  if (record !== undefined) return { kind: 'record', type: record.type, id: record.id, rule: rule ?? null };
  return { kind: 'rule', rule: rule ?? '', rep: rep ?? null };
}

/** The same for the same scope and first day, however long it lasts and whoever approves it. */
export const waiverIdOf = (written: WrittenWaiver): string =>
  written.id ?? `w-${hash('sha256', JSON.stringify([scopeOf(written), written.from])).slice(0, 8)}`;

/** Waivers of a file, each with its place. */
export function resolveWaivers(written: WrittenWaivers | undefined, document: YamlDocument | undefined): Waiver[] {
  return waiverList(written).map((one, i) => {
    const path = pathOf(written, i);
    const { reason, text, approver, from, until } = one;
    return {
      ...{ id: waiverIdOf(one), scope: scopeOf(one), reason, text, approver, from, until },
      at: (key) =>
        document?.position(key === undefined ? path : [...path, key], 'value') ?? { file: document?.file ?? 'waivers' },
    };
  });
}

/** What is wrong with one waiver by the policy: its reason, and how long it lasts. */
export function policyProblems(
  { reason, from, until }: Pick<WrittenWaiver, 'reason' | 'from' | 'until'>,
  { maximum, reasons }: WaiverPolicy,
): readonly (Problem & { readonly key: 'reason' | 'until' })[] {
  const hint = didYouMean(reason, reasons) ?? `one of ${reasons.join(', ')}`;
  const term = (parseDay(until) ?? 0) - (parseDay(from) ?? 0);
  return [
    ...(reasons.includes(reason) ? [] : [{ key: 'reason' as const, message: `unknown reason "${reason}"`, hint }]),
    ...(term <= maximum
      ? []
      : [
          {
            key: 'until' as const,
            message: `lasts ${term} days; ${maximum} are the most that the configuration allows`,
          },
        ]),
  ];
}

/** Everything that is wrong with a file of waivers beside its form, at its place. */
export function waiverProblems(
  written: WrittenWaivers | undefined,
  document: YamlDocument,
  policy: WaiverPolicy,
): readonly Problem[] {
  const seen = new Set<string>();
  return waiverList(written).flatMap((one, i): readonly Problem[] => {
    const path = pathOf(written, i);
    const wrong = policyProblems(one, policy).map(({ key, ...problem }) => ({
      ...problem,
      at: document.position([...path, key], 'value'),
    }));
    const id = waiverIdOf(one);
    const isTwice = seen.has(id);
    seen.add(id);
    if (!isTwice) return wrong;
    const at = document.position(one.id === undefined ? path : [...path, 'id'], 'value');
    const message =
      one.id === undefined ? 'a second waiver of the same from the same day' : `a second waiver "${one.id}"`;
    return [...wrong, { message, at }];
  });
}
