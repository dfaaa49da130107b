// What an org has not switched on.

/** Takes objects (`Territory2`) and fields (`Opportunity.PushCount`) out of an org. */
export function without(org, names) {
  for (const name of names) {
    const [object, field] = name.toLowerCase().split('.');
    if (field === undefined) org.schema.delete(object);
    else org.schema.get(object)?.fields.delete(field);
  }
  return org;
}
