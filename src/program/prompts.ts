import type { ScenarioId } from '../model/rule.ts';

/**
 * What to practice in each scenario, from the first step to the hardest. Texts of our own: nobody's name, company or
 * amount is in them.
 */
export const prompts: Readonly<Record<ScenarioId, readonly string[]>> = {
  'new-inbound-lead': [
    'A form came in an hour ago: a title, a company, one line of interest. Log the first response as you would make it, and write the status and the dated next step that go with it.',
    'You called twice and wrote once, and nobody answered. Write the note and the next step so that a colleague could take over tomorrow.',
    'The person answers: not this quarter, perhaps in spring. Choose the status, write why, and set the day on which somebody looks again.',
    'Two colleagues of that company have written in the same week. Say how you find out whether they are known, and what you do before you call.',
  ],
  'territory-reassignment': [
    'An account of yours goes to another region on Monday. Write the note that the next owner reads first: where it stands, what was promised, what happens next and when.',
    'You have just got a dozen leads from somebody else. Choose the three that you open first, and write for each what you check before you call.',
    'A lead sits with you that the rules give to a colleague. Write the exception you would record, or the message with which you hand it over.',
    'A deal changes hands a week before its close date. List what has to be on the record on the day of the change.',
  ],
  'lead-recycled': [
    'The budget is gone, the interest is not. Recycle the lead: reason, day to look again, and one sentence of what was learned.',
    'A recycled lead is due today. Write what you read first, and the first line of your message.',
    'Somebody asks never to be called again, and another person at the company may still buy. Write what you record on which of the two.',
    'Last year\'s "no" comes back through the website. Say what you keep of the old record and what you begin anew.',
  ],
  escalation: [
    'The customer asks for something that is beyond you. Write the escalation: what is asked, by when, what hangs on it, and who decides.',
    'You hand a qualified lead to the account executive. Write the note so that no question of the first call has to be asked again.',
    'The one person you know at the customer has gone silent. Name whom else you need, why, and in which order you would approach them.',
    'A deal of the quarter is stuck with their legal department. Write the next step, its owner and its date, and what you tell your manager.',
  ],
};
