import * as z from 'zod';
import { roleIds } from '../model/roles.ts';
import { date, text } from './terms.ts';

const leave = z
  .strictObject({ rep: text, from: date, to: date.optional() })
  .refine(({ from, to }) => to === undefined || from <= to, { error: 'the leave ends before it begins', path: ['to'] });

const started = z.strictObject({ rep: text, date });

const role = z
  .strictObject({
    rep: text.optional().describe('One person: e-mail, name or id'),
    title: text.optional().describe('Everybody whom the CRM gives this role or title'),
    role: z.enum(roleIds),
  })
  .refine(({ rep, title }) => (rep === undefined) !== (title === undefined), {
    error: 'names a rep or a title: one of the two',
  });

/** roles.yaml: what people do in sales. The list, or a mapping that holds it. */
export const rolesSchema = z.union([z.array(role), z.strictObject({ roles: z.array(role) })]);

/** leave.yaml: who was away, both days included; without `to` still away. The list, or a mapping that holds it. */
export const leaveSchema = z.union([z.array(leave), z.strictObject({ leave: z.array(leave) })]);

/** started.yaml: first day of a rep in the present role. The list, or a mapping that holds it. */
export const startedSchema = z.union([z.array(started), z.strictObject({ started: z.array(started) })]);
