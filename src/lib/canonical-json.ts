/** JSON with sorted keys; what JSON cannot hold is null, and keys without a value are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const held = Object.entries(value).filter(([, inner]) => inner !== undefined);
  held.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${held.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
