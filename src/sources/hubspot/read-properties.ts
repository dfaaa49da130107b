import type { Ask } from './ask.ts';
import type { ObjectName } from './paths.ts';
import { type Property, propertiesSchema } from './payloads.ts';

/**
 * The properties that an object has in this account: what is not among them is not known of any record. Without a list
 * every property may exist; an answer leaves out those that do not.
 */
export interface Dictionary {
  readonly names: ReadonlySet<string> | undefined;
  /** The label of a value, as people and exports read it; the value itself where there is none. */
  readonly labelOf: (property: string, value: string) => string;
  /** Whether HubSpot makes the values itself, from others; `undefined` where that is not known. */
  readonly isCalculated: (property: string) => boolean | undefined;
  /** What is other once a property was taken away and made again, or changed its type. */
  readonly identityOf: (property: string) => string;
}

/** An option as it is shown; several values of one property stand between semicolons. */
function labelled({ options }: Property): ((value: string) => string) | undefined {
  if (!options || options.length === 0) return undefined;
  const labels = new Map(options.map(({ value, label }) => [value, label || value]));
  return (value) =>
    labels.get(value) ??
    value
      .split(';')
      .map((part) => labels.get(part) ?? part)
      .join(';');
}

export function dictionaryOf(results: readonly Property[]): Dictionary {
  const known = new Map(results.map((property) => [property.name, property]));
  const labels = new Map(results.map((property) => [property.name, labelled(property)]));
  return {
    names: new Set(labels.keys()),
    labelOf: (property, value) => labels.get(property)?.(value) ?? value,
    isCalculated: (property) => known.get(property)?.calculated ?? undefined,
    identityOf: (property) => {
      const { type, calculated, createdAt } = known.get(property) ?? {};
      return [property, type, calculated === true ? 'calculated' : '', createdAt].join(' ');
    },
  };
}

export const noDictionary: Dictionary = {
  names: undefined,
  labelOf: (_property, value) => value,
  isCalculated: () => undefined,
  identityOf: (property) => property,
};

export const readProperties = async (ask: Ask, object: ObjectName): Promise<Dictionary> =>
  dictionaryOf((await ask.get(propertiesSchema, { kind: 'properties', object })).results);
