import type { Problem } from '../lib/errors.ts';
import { jsonText } from '../lib/json-text.ts';
import { type Certificate, certificateSchema } from '../model/certificate.ts';

/** The one way in which a certificate is written: keys in the order of the schema, so that every byte is accounted for. */
export const certificateText = (certificate: Certificate): string =>
  `${jsonText(certificateSchema.parse(certificate), 2)}\n`;

const shown = (value: unknown): string => JSON.stringify(value ?? null).slice(0, 60);

/** What keeps a text from being a certificate of this version; nothing where it may be one. */
function stranger(value: unknown): Problem | undefined {
  const format: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'format') : undefined;
  if (format !== 'threadcount-certificate')
    return {
      message: 'is no certificate of Threadcount',
      hint: 'threadcount certify --output certificate.json writes one',
    };
  const version: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'version') : undefined;
  if (version === 1) return undefined;
  return {
    message: `is a certificate of version ${shown(version)}; this version of Threadcount reads version 1`,
    hint: 'verify it with the version of Threadcount that made it, or a later one',
  };
}

/** Where JSON breaks off, as far as the engine tells it. */
function placeOf(text: string, error: unknown): { readonly line: number; readonly column: number } {
  const [, offset] = /position (\d+)/.exec(error instanceof Error ? error.message : '') ?? [];
  const before = text.slice(0, offset === undefined ? text.length : Number(offset)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Reads the text of a certificate; whether it is genuine, nobody knows yet. */
export function parseCertificate(
  text: string,
  file: string,
): { readonly value: Certificate } | { readonly problems: readonly Problem[] } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const hint = 'the JSON form is what is verified; a certificate that was changed by hand is none any more';
    return { problems: [{ message: 'is no JSON from here on', at: { file, ...placeOf(text, error) }, hint }] };
  }
  const strange = stranger(value);
  if (strange) return { problems: [{ ...strange, at: { file } }] };
  const read = certificateSchema.safeParse(value);
  if (read.success) return { value: read.data };
  const hint = 'it was changed after it was written, or is of another version';
  const problems = read.error.issues
    .slice(0, 5)
    .map(({ path, message }) => ({ message: `${path.join('.') || 'the file'}: ${message}`, at: { file }, hint }));
  return { problems };
}
