// What objects and fields a Salesforce org can have, read from the tables in `schema/`.

import { ACTIVITIES } from './schema/activities.mjs';
import { HISTORY, RECORDS } from './schema/records.mjs';
import { SETUP } from './schema/setup.mjs';

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} type
 * @property {number} length
 * @property {string[]} referenceTo objects that the field can point to
 * @property {string | null} relationship name by which SOQL follows the field
 * @property {string | null} children name by which the target lists the rows that point to it
 * @property {boolean} isName
 */
/**
 * @typedef {object} ObjectSchema
 * @property {string} name
 * @property {string} prefix first three characters of its ids
 * @property {Map<string, Field>} fields by name in lower case
 */

const SYSTEM = [
  'CreatedDate datetime',
  'CreatedById reference User CreatedBy',
  'LastModifiedDate datetime',
  'LastModifiedById reference User LastModifiedBy',
  'SystemModstamp datetime',
];

const LENGTH = { id: 18, reference: 18, picklist: 255, string: 255 };

/** @returns {Field} */
function fieldOf(line) {
  const [name, kind, ...rest] = line.trim().split(/\s+/);
  const [type, length] = kind.split(':');
  const [targets, relationship, children] = type === 'reference' ? rest : [];
  return {
    name,
    type,
    length: Number(length ?? LENGTH[type] ?? 0),
    referenceTo: targets?.split(',') ?? [],
    relationship: relationship ?? null,
    children: children ?? null,
    isName: rest.includes('name'),
  };
}

/** @returns {ObjectSchema} */
function objectOf(block) {
  const [head, ...lines] = block.trim().split('\n');
  const [name, prefix] = head.split(' ');
  const fields = lines.flatMap((line) => (line.trim() === '+system' ? SYSTEM : [line])).map(fieldOf);
  return { name, prefix, fields: new Map(fields.map((field) => [field.name.toLowerCase(), field])) };
}

/**
 * Every object that the emulator knows, by name in lower case; a fresh copy, to take from and add to.
 * @returns {Map<string, ObjectSchema>}
 */
export function wholeSchema() {
  const blocks = [RECORDS, HISTORY, ACTIVITIES, SETUP].flatMap((text) => text.trim().split(/\n\n+/));
  return new Map(blocks.map(objectOf).map((object) => [object.name.toLowerCase(), object]));
}

/** A field that an org has added by itself. */
export const customField = (name, kind) => fieldOf(`${name} ${kind}`);

/** The generic object behind a polymorphic relationship that is followed without TYPEOF. */
export const NAME_OBJECT = objectOf(`
Name 000
  Id id
  Name string:121
  FirstName string:40
  LastName string:80
  Type picklist
  Alias string:8
  UserRoleId reference UserRole UserRole
  IsActive boolean
  ProfileId reference Profile Profile
  Title string:128
  Email email:128
  Phone phone:40
  Username string:80
  NameOrAlias string:121
`);

/** Texts too long to be filtered or sorted by. */
export const isLongText = ({ type, length }) => type === 'textarea' && length > 255;
