import * as z from 'zod';

/** Ids arrive as texts in records and as numbers in associations. */
const id = z.union([z.string(), z.number()]).transform(String);

const count = z.number().optional();

/** Only the way on is read; an empty one is none. */
const paging = z
  .object({ next: z.object({ after: id }).optional() })
  .nullish()
  .transform((found) => found?.next?.after || undefined);

const version = z.object({
  value: z.string().nullish(),
  timestamp: z.string(),
  updatedByUserId: id.nullish(),
});

export const recordSchema = z.object({
  id,
  properties: z.record(z.string(), z.string().nullish()).default({}),
  propertiesWithHistory: z.record(z.string(), z.array(version)).nullish(),
  archived: z.boolean().nullish(),
  archivedAt: z.string().nullish(),
});

const problem = z.object({
  category: z.string().nullish(),
  subCategory: z.string().nullish(),
  context: z.record(z.string(), z.array(z.union([z.string(), z.number()]).transform(String))).nullish(),
});

export const pageSchema = z.object({ results: z.array(recordSchema), total: count, paging });

export const batchSchema = z.object({
  results: z.array(recordSchema),
  errors: z.array(problem).nullish(),
  numErrors: count,
});

export const associationType = z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish() });

export const associationsSchema = z.object({
  results: z.array(
    z.object({
      from: z.object({ id }),
      to: z.array(z.object({ toObjectId: id, associationTypes: z.array(associationType).default([]) })),
      paging,
    }),
  ),
  errors: z.array(problem).nullish(),
  numErrors: count,
});

export const labelsSchema = z.object({ results: z.array(associationType) });

export const accountSchema = z.object({
  portalId: id,
  timeZone: z.string().nullish(),
  uiDomain: z.string().nullish(),
  companyCurrency: z.string().nullish(),
});

export const ownersSchema = z.object({
  results: z.array(
    z.object({
      id,
      email: z.string().nullish(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      type: z.string().nullish(),
      userId: id.nullish(),
      userIdIncludingInactive: id.nullish(),
      archived: z.boolean().nullish(),
    }),
  ),
  paging,
});

export const pipelinesSchema = z.object({
  results: z.array(
    z.object({
      id,
      label: z.string(),
      archived: z.boolean().nullish(),
      stages: z.array(
        z.object({
          id,
          label: z.string(),
          archived: z.boolean().nullish(),
          metadata: z.record(z.string(), z.unknown()).nullish(),
        }),
      ),
    }),
  ),
});

export const propertiesSchema = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string().nullish(),
      type: z.string().nullish(),
      fieldType: z.string().nullish(),
      calculated: z.boolean().nullish(),
      createdAt: z.string().nullish(),
      options: z.array(z.object({ label: z.string().nullish(), value: z.string() })).nullish(),
    }),
  ),
});

export type ApiRecord = z.output<typeof recordSchema>;
export type ApiVersion = z.output<typeof version>;
export type Page = z.output<typeof pageSchema>;
export type AssociationsPage = z.output<typeof associationsSchema>;
export type AssociationType = z.output<typeof associationType>;
export type OwnerRow = z.output<typeof ownersSchema>['results'][number];
export type Pipeline = z.output<typeof pipelinesSchema>['results'][number];
export type Property = z.output<typeof propertiesSchema>['results'][number];
export type Problem = z.output<typeof problem>;
