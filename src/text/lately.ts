/** Answers kept of those given last, and as many before them: texts of one record are asked of by several facts. */
const MOST = 512;

/** The answers that were given last, by what tells questions apart. */
export interface Recent<Answer> {
  readonly find: (key: string) => Answer | undefined;
  readonly keep: (key: string, answer: Answer) => void;
}

export function createRecent<Answer>(): Recent<Answer> {
  let young = new Map<string, Answer>();
  let old = new Map<string, Answer>();
  return {
    find: (key) => young.get(key) ?? old.get(key),
    keep: (key, answer) => {
      if (young.size === MOST) [young, old] = [new Map(), young];
      young.set(key, answer);
    },
  };
}

/** Gives the same answer again to what was asked of lately, without working it out anew. `keyOf` tells questions apart. */
export function lately<Question, Answer>(
  answer: (question: Question) => Answer,
  keyOf: (question: Question) => string,
): (question: Question) => Answer {
  const recent = createRecent<Answer>();
  return (question) => {
    const key = keyOf(question);
    const known = recent.find(key);
    if (known !== undefined) return known;
    const fresh = answer(question);
    recent.keep(key, fresh);
    return fresh;
  };
}
