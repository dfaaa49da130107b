import { expect, test } from 'vitest';
import { lately } from '../../src/text/lately.ts';

const counting = () => {
  const asked: string[] = [];
  const shout = lately(
    (text: string) => {
      asked.push(text);
      return { loud: text.toUpperCase() };
    },
    (text) => text,
  );
  return { asked, shout };
};

test('What was asked of lately is not worked out anew', () => {
  const { asked, shout } = counting();
  expect([shout('a'), shout('b'), shout('a')]).toEqual([{ loud: 'A' }, { loud: 'B' }, { loud: 'A' }]);
  expect(asked).toEqual(['a', 'b']);
});

test('Answers do not gather without end, and what was long ago is worked out anew', () => {
  const { asked, shout } = counting();
  for (let at = 0; at < 5_000; at++) shout(`text ${at}`);
  expect(shout('text 4999')).toEqual({ loud: 'TEXT 4999' });
  expect(shout('text 0')).toEqual({ loud: 'TEXT 0' });
  expect(asked).toHaveLength(5_001);
});
