import { expect, it } from 'vitest';
import { plainBody } from '../../../../src/sources/files/shapes/hubspot/plain-body.ts';

it.each([
  ['<div style="" dir="auto"><p>Spoke to Ann.</p><p>Offer by Friday.</p></div>', 'Spoke to Ann.\nOffer by Friday.'],
  ['<p>One</p><p></p><p>Two &amp; three</p>', 'One\n\nTwo & three'],
  ['One<br>Two', 'One\nTwo'],
  ['<p>Seen</p><script>steal()</script><style>p { color: red }</style><img src="https://track.example/o.gif">', 'Seen'],
  ['a < b and\n\nc', 'a < b and\n\nc'],
])('%s reads %j', (body, text) => {
  expect(plainBody(body)).toBe(text);
});

it('what holds nothing but markup is blank', () => {
  expect(plainBody('<div><p> </p><img src="https://track.example/o.gif"></div>')).toBeNull();
  expect([plainBody(null), plainBody(undefined)]).toEqual([null, undefined]);
});
