import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { htmlToText, readHtml } from '../../src/lib/html-text.ts';

describe('HTML is read as a person sees it', () => {
  test.each([
    ['<p>One</p><p>Two</p>', '\nOne\n\nTwo\n'],
    ['a<br>b<BR/>c', 'a\nb\nc'],
    ['<ul><li>one</li><li>two</li></ul>', '\n\n• one\n\n• two\n\n'],
    ['<b>bold</b> <a href="https://x.example/?a=1&amp;b=2">link</a>', 'bold link'],
    ['R&amp;D &lt;5 &euro;40 caf&eacute; &#39;x&#39; &#x20AC;', "R&D <5 €40 café 'x' €"],
    ['before<script>alert("<p>")</script>after', 'before after'],
    ['<STYLE>p { color: red }</STYLE>text', ' text'],
    ['a<!-- hidden <p> -->b', 'ab'],
    ['<td>a</td><td>b</td>', 'a\tb\t'],
    ['<!DOCTYPE html><div>x</div>', '\nx\n'],
    ['open <script>never closed', 'open  '],
  ])('%j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test.each(['a < b && c > d', 'I <3 this', 'Carla <carla@brightfen.example>', 'AT&T; &nosuch; &#;', '5 <6', '<p', ''])(
    'plain text passes through unchanged: %j',
    (text) => {
      expect(htmlToText(text)).toBe(text);
    },
  );

  test('a place in the text leads back to its place in the HTML', () => {
    const html = '<p>R&amp;D says <b>no</b></p>';
    const { text, sourceOf } = readHtml(html);
    expect(html.slice(sourceOf(text.indexOf('says')), sourceOf(text.indexOf('says')) + 4)).toBe('says');
    expect(html.slice(sourceOf(text.indexOf('no'))).startsWith('no</b>')).toBe(true);
    expect(sourceOf(text.indexOf('&'))).toBe(html.indexOf('&amp;'));
  });

  test('text without angle brackets and ampersands is never changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const plain = text.replace(/[<&]/g, '');
        expect(htmlToText(plain)).toBe(plain);
      }),
    );
  });

  test('no tag survives, however it is broken', () => {
    const piece = fc.constantFrom(
      '<p>',
      '<script>',
      '</script>',
      '<!--',
      '-->',
      '<',
      '>',
      '&amp;',
      '&',
      'text',
      '<b ',
      '/>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(htmlToText(pieces.join(''))).not.toMatch(/<script>|<p>/);
      }),
    );
  });
});
