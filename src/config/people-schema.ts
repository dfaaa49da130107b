import * as z from 'zod';
import { date, text } from './terms.ts';

const leave = z
  .strictObject({ rep: text, from: date, to: date.optional() })
  .refine(({ from, to }) => to === undefined || from <= to, { error: 'the leave ends before it begins', path: ['to'] });

const started = z.strictObject({ rep: text, date });

/** leave.yaml: who was away, both days included; without `to` still away. The list, or a mapping that holds it. */
export const leaveSchema = z.union([z.array(leave), z.strictObject({ leave: z.array(leave) })]);

/** started.yaml: first day of a rep in the present role. The list, or a mapping that holds it. */
export const startedSchema = z.union([z.array(started), z.strictObject({ started: z.array(started) })]);
