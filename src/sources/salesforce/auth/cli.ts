import { SourceError, UserError } from '../../../lib/errors.ts';
import { redactSecrets } from '../../../lib/redact-secrets.ts';
import type { RanFile, RunFile } from '../../live/run-file.ts';
import { instanceUrlOf } from './instance-url.ts';
import type { Session } from './session.ts';

const TIMEOUT = 60_000;
const ALIAS = /^[A-Za-z0-9][A-Za-z0-9._+@-]*$/;
const LOG_IN = 'sf org login web --alias';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The JSON that a command prints, whatever warnings stand before it. */
function printed({ stdout }: RanFile): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(stdout.slice(Math.max(stdout.indexOf('{'), 0)));
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function resultOf(ran: RanFile): Readonly<Record<string, unknown>> {
  const { result } = printed(ran);
  return isObject(result) ? result : {};
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the CLI prints in place of a token since 2026: sent as one, it would be refused for no visible reason. */
export const isNotice = (token: string): boolean => token.startsWith('[REDACTED]') || /\s/.test(token);

function refusal(ran: RanFile, targetOrg: string): SourceError {
  const { name, message } = printed(ran);
  const words = [textOf(name), textOf(message)].filter((text) => text !== '').join(': ');
  const said = redactSecrets(words).slice(0, 240);
  return new SourceError({
    message: `--target-org: the Salesforce CLI cannot open "${targetOrg}"${said === '' ? '' : ` (${said})`}`,
    hint: `sign in again: ${LOG_IN} ${targetOrg}; sf org list shows what there is`,
  });
}

const notInstalled = (): SourceError =>
  new SourceError({
    message: '--target-org: the Salesforce CLI (sf) is not installed, or not on the PATH',
    hint: 'install it (npm install --global @salesforce/cli), or set SF_INSTANCE_URL and SF_ACCESS_TOKEN',
  });

/** The token of the org: asked for by the command that shows it; where that is not known yet, by the older one. */
async function tokenOf(
  run: (args: readonly string[]) => Promise<RanFile>,
  targetOrg: string,
  display: Readonly<Record<string, unknown>>,
): Promise<string> {
  const shown = await run(['org', 'auth', 'show-access-token', '--target-org', targetOrg, '--json']);
  const token = textOf(resultOf(shown).accessToken);
  if (token !== '' && !isNotice(token)) return token;
  const older = textOf(display.accessToken);
  if (older !== '' && !isNotice(older)) return older;
  throw new SourceError({
    message: `--target-org: the Salesforce CLI gives no access token of "${targetOrg}"`,
    hint: `update it (sf update), or sign in again: ${LOG_IN} ${targetOrg}`,
  });
}

/** Takes over a session of the Salesforce CLI, which keeps it fresh by itself. */
export async function signInByCli(targetOrg: string, runFile: RunFile): Promise<Session> {
  if (!ALIAS.test(targetOrg))
    throw new UserError({
      message: `--target-org: "${targetOrg}" is neither an alias nor a user name`,
      hint: 'sf org list shows them',
    });
  const run = async (args: readonly string[]): Promise<RanFile> => {
    const ran = await runFile('sf', args, { timeout: TIMEOUT });
    if (ran === undefined) throw notInstalled();
    return ran;
  };
  const ran = await run(['org', 'display', '--target-org', targetOrg, '--json']);
  const display = resultOf(ran);
  const instanceUrl = textOf(display.instanceUrl);
  if (ran.code !== 0 || instanceUrl === '') throw refusal(ran, targetOrg);
  const accessToken = await tokenOf(run, targetOrg, display);
  return {
    accessToken,
    instanceUrl: instanceUrlOf(instanceUrl, 'instanceUrl of the Salesforce CLI'),
    renew: () => signInByCli(targetOrg, runFile),
  };
}
