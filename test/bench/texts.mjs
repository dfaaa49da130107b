/** What reps write: next steps and notes from good to empty, put together from parts so that hardly any is told twice. */

export const firstNames = (
  'Marta Desmond Petra Kenji Sven Priya Tomas Ingrid Rafael Odile Hamza Yuki Leona Bastien Carmen Dmitri Esther ' +
  'Farid Greta Hugo Ilse Jonas Katya Lamar Mirela Nadia Oscar Pilar Quinn Rosa Stefan Tilda Umar Vera Wanda Xenia'
).split(' ');

export const lastNames = (
  'Wakefield Lowell Mahoney Pemberly Okafor Lindqvist Marchetti Haddad Brandt Silveira Novak Castellanos Ferreira ' +
  'Johansson Kowalski Nakamura Petrov Quiroga Rasmussen Schneider Tanaka Ulrich Vasquez Whitlock Yamada Zielinski'
).split(' ');

const roles = ['CFO', 'head of IT', 'operations manager', 'legal', 'procurement', 'security team', 'plant manager'];
const things = [
  'revised proposal',
  'security questionnaire',
  'pilot plan',
  'order form',
  'ROI sheet',
  'reference list',
];
const purposes = [
  'confirm the budget',
  'agree the success criteria',
  'walk through the contract redlines',
  'settle the rollout dates',
  'get the pilot signed off',
  'answer the questions on data residency',
];
const vague = [
  'follow up',
  'touch base next week',
  'Waiting on customer',
  'TBD',
  'check in again soon',
  'keep warm',
  'Discuss internally',
  '-',
  'circle back after the holidays',
  'call',
];

const DAY = 86_400_000;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @param {import('./random.mjs').Draw} draw @param {number} at Milliseconds since 1970. */
function dayInWords(draw, at) {
  const date = new Date(at);
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  switch (draw.below(4)) {
    case 0:
      return `${month + 1}/${day}`;
    case 1:
      return `${day} ${months[month]}`;
    case 2:
      return date.toISOString().slice(0, 10);
    default:
      return `${months[month]} ${day}`;
  }
}

/**
 * A next step: two in five with action and date, one in five without a date, the others vague or blank.
 *
 * @param {import('./random.mjs').Draw} draw
 * @param {number} at When it was written.
 */
export function nextStep(draw, at) {
  const who = draw.chance(0.5) ? draw.pick(firstNames) : `the ${draw.pick(roles)}`;
  const when = dayInWords(draw, at + (draw.below(40) - 8) * DAY);
  switch (draw.below(10)) {
    case 0:
    case 1:
      return `Call ${who} on ${when} to ${draw.pick(purposes)}`;
    case 2:
      return `${when}: demo with ${who} and ${draw.pick(firstNames)}, ${draw.pick(purposes)}`;
    case 3:
      return `Send ${draw.pick(things)} to ${who} by ${when}; ${draw.pick(firstNames)} reviews it`;
    case 4:
      return `Send ${draw.pick(things)} to ${who}`;
    case 5:
      return `Meeting with ${who} to ${draw.pick(purposes)}`;
    case 6:
    case 7:
      return draw.pick(vague);
    default:
      return '';
  }
}

/** @type {readonly ((draw: import('./random.mjs').Draw, at: number) => string)[]} */
const sentences = [
  (draw) => `Spoke with ${draw.pick(firstNames)} for ${5 + draw.below(50)} minutes about the ${draw.pick(things)}.`,
  (draw) => `${draw.pick(firstNames)} wants to ${draw.pick(purposes)} because their current contract ends soon.`,
  (draw) =>
    `They lose about ${draw.below(90) + 10} hours a month on manual scheduling, so the ${draw.pick(roles)} cares.`,
  (draw, at) => `Next: send the ${draw.pick(things)} by ${dayInWords(draw, at + draw.below(14) * DAY)}.`,
  (draw) => `Budget of $${draw.below(90) + 10},000 is approved but the ${draw.pick(roles)} has to sign.`,
  (draw) => `Left a voicemail for ${draw.pick(firstNames)}, no answer.`,
  (draw) =>
    `A competitor offered ${draw.below(30) + 5}% less; ${draw.pick(firstNames)} is not convinced by their support.`,
  () => 'Good call.',
  (draw) => `The ${draw.pick(roles)} asked "how long does it take?" and we said ${draw.below(9) + 2} weeks.`,
  (draw, at) => `We meet again on ${dayInWords(draw, at + draw.below(20) * DAY)} with ${draw.pick(firstNames)}.`,
];

/**
 * A note of 50 to 400 characters, of whole sentences but for the last.
 *
 * @param {import('./random.mjs').Draw} draw
 * @param {number} at When it was written.
 */
export function note(draw, at) {
  const length = 50 + draw.below(350);
  let text = draw.pick(sentences)(draw, at);
  while (text.length < length) text += (draw.chance(0.1) ? '\n' : ' ') + draw.pick(sentences)(draw, at);
  return text.length > 400 ? text.slice(0, 400) : text;
}

/** A logged e-mail: greeting, a few sentences, signature. */
export function email(/** @type {import('./random.mjs').Draw} */ draw, /** @type {number} */ at) {
  const sender = `${draw.pick(firstNames)} ${draw.pick(lastNames)}`;
  return `Hi ${draw.pick(firstNames)},\n\n${note(draw, at)}\n\nBest regards,\n${sender}\n+1 555-01${10 + draw.below(90)}`;
}
