const ADDRESS = /[^\s<>(),;:"'[\]]{1,64}@[^\s<>(),;:"'[\]]{1,255}/g;

/** E-mail addresses in header fields, lower case, each once. */
export function addressesIn(...fields: readonly (string | null | undefined)[]): readonly string[] {
  const found = fields.flatMap((field) => field?.match(ADDRESS) ?? []);
  return [...new Set(found.map((address) => address.toLowerCase()))];
}
