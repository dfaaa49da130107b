/** Answers kept of those given last, and as many before them: texts of one record are asked of by several facts. */
const MOST = 512;

/** Gives the same answer again to what was asked of lately, without working it out anew. `keyOf` tells questions apart. */
export function lately<Question, Answer>(
  answer: (question: Question) => Answer,
  keyOf: (question: Question) => string,
): (question: Question) => Answer {
  let young = new Map<string, Answer>();
  let old = new Map<string, Answer>();
  return (question) => {
    const key = keyOf(question);
    const known = young.get(key) ?? old.get(key);
    if (known !== undefined) return known;
    const fresh = answer(question);
    if (young.size === MOST) [young, old] = [new Map(), young];
    young.set(key, fresh);
    return fresh;
  };
}
