import fc from 'fast-check';
import { expect, it } from 'vitest';
import { setting } from '../support/setting.ts';

const { mailboxOf } = setting().identity;

it.each([
  ['Dana.Reyes@Acme.example', 'dana.reyes@acme.example', 'case does not matter'],
  [' dana@acme.example ', 'dana@acme.example', 'nor does white space around it'],
  ['dana+webinar@acme.example', 'dana@acme.example', 'a tag is left off'],
  ['Dana Reyes <dana@acme.example>', 'dana@acme.example', 'a display name is left off'],
  ['mailto:dana@acme.example', 'dana@acme.example', 'so is the scheme of a link'],
  ['d.a.n.a+x@gmail.com', 'dana@gmail.com', 'Gmail sees no dots'],
  ['Dana@googlemail.com', 'dana@gmail.com', 'Gmail has two names'],
  ['d.ana@acme.example', 'd.ana@acme.example', 'elsewhere a dot is a dot'],
  ['dana@hotmail.com', 'dana@hotmail.com', 'Hotmail is not Outlook'],
  ['dana@me.com', 'dana@icloud.com', 'Apple has three names'],
  ['da.na_x@pm.me', 'danax@proton.me', 'Proton sees neither dots nor underscores'],
  ['dana-shop@yahoo.com', 'dana@yahoo.com', 'Yahoo has tags of its own'],
  ['dana-shop@acme.example', 'dana-shop@acme.example', 'elsewhere a hyphen is a hyphen'],
  ['+1234@acme.example', '+1234@acme.example', 'a plus sign in front begins no tag'],
])('%s is the mailbox %s: %s', (written, mailbox) => {
  expect(mailboxOf(written)).toBe(mailbox);
});

it.each([
  'info@acme.example',
  'Info+Berlin@acme.example',
  'sales-team@acme.example',
  'sales2@acme.example',
  'no-reply@acme.example',
  'test@acme.example',
  'noemail@acme.example',
  'dana',
  'dana@acme',
  'dana@@acme.example',
  'dana@acme.example, kim@acme.example',
  '',
  `${'d'.repeat(300)}@acme.example`,
])('"%s" is the mailbox of nobody in particular', (written) => {
  expect(mailboxOf(written)).toBeNull();
});

it('has one spelling of each mailbox', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (email) => {
      const mailbox = mailboxOf(email);
      fc.pre(mailbox !== null);
      expect(mailboxOf(mailbox ?? '')).toBe(mailbox);
      expect(mailboxOf(email.toUpperCase())).toBe(mailbox);
    }),
  );
});
