const UNITS: Readonly<Record<string, number>> = { mb: 2 ** 20, gb: 2 ** 30 };

/** The bytes that `8GB`, `1.5 gb` or `900MB` stand for; `undefined` for anything else. */
export function parseByteSize(written: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?) ?([mg]b)$/i.exec(written.trim()) ?? [];
  const bytes = Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  return bytes > 0 ? bytes : undefined;
}
