import type { AuditRequest } from '../audit/request.ts';
import { auditShare } from '../audit/together.ts';
import { isOwnOf, parseShard } from '../history/shard.ts';
import { serve } from '../jobs/serve.ts';
import type { Io } from '../lib/io.ts';
import { oneOf, type Typed } from './command.ts';
import { openWorkbench } from './workbench.ts';

/** What a thread needs to open for itself what another one has open, and what that one knows of a store. */
export interface ShareOrder {
  readonly appeals: AuditRequest['appeals'] | undefined;
  readonly evaluations: AuditRequest['evaluations'] | undefined;
  readonly sample: AuditRequest['sample'];
  readonly keepsTexts: boolean;
  readonly typed: Typed;
  readonly cwd: string;
  /** The moment of the audit where no option names one. */
  readonly now: number;
  /** Whether records are handed over as they were judged. */
  readonly keeps: boolean;
}

const silent = { write: () => {}, isTTY: false, columns: undefined };

/** Nothing is said, asked or called from here. */
const ioOf = ({ cwd, now }: ShareOrder): Io => ({
  cwd,
  env: {},
  stdout: silent,
  stderr: silent,
  stdin: (async function* () {})(),
  now: () => now,
});

/** The request of the thread that asks for help, as it is for this one. */
function requestOf(order: ShareOrder): AuditRequest {
  const { typed, appeals, evaluations, sample, keeps, keepsTexts } = order;
  const { request } = openWorkbench(typed, ioOf(order), { isHashedElsewhere: true });
  const shard = oneOf(typed, 'shard');
  return {
    ...request,
    ...(shard !== undefined && { scope: { ...request.scope, isOwn: isOwnOf(parseShard(shard)) } }),
    ...(appeals !== undefined && { appeals }),
    ...(evaluations !== undefined && { evaluations }),
    sample,
    keepsTexts,
    keep: keeps ? () => {} : undefined,
  };
}

await serve((order: ShareOrder, seat) => auditShare(requestOf(order), seat));
