import * as z from 'zod';
import type { SchemaPath } from './schema-issues.ts';

type Schema = z.core.$ZodType;

/** The keys that a schema knows at `path`: for "did you mean". Alternatives of a union are taken together. */
export function keysAt(schema: Schema, path: SchemaPath): readonly string[] {
  let schemas = alternatives(schema);
  for (const step of path) schemas = schemas.flatMap((one) => inside(one, step)).flatMap(alternatives);
  return [...new Set(schemas.flatMap(ownKeys))];
}

function alternatives(schema: Schema): readonly Schema[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(alternatives);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return alternatives(schema.unwrap());
  if (schema instanceof z.ZodReadonly || schema instanceof z.ZodLazy) return alternatives(schema.unwrap());
  return schema instanceof z.ZodPipe ? alternatives(schema.in) : [schema];
}

function inside(schema: Schema, step: string | number): readonly Schema[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (!(schema instanceof z.ZodObject)) return [];
  const inner: Schema | undefined = Object.hasOwn(schema.shape, step) ? schema.shape[step] : undefined;
  return inner === undefined ? [] : [inner];
}

function ownKeys(schema: Schema): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  return schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum ? schema.keyType.options.map(String) : [];
}
