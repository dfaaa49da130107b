// What an org says of its objects, to a user.

import { notFound } from './errors.mjs';
import { isLongText } from './schema.mjs';
import { worldOf } from './world.mjs';

const SOAP = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  currency: 'xsd:double',
  double: 'xsd:double',
  percent: 'xsd:double',
};
const words = (name) =>
  name
    .replace(/__c$/, '')
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2');

const LABELS = {
  'Lead.Status': ['LeadStatus', 'ApiName'],
  'Opportunity.StageName': ['OpportunityStage', 'ApiName'],
  'Task.Status': ['TaskStatus', 'ApiName'],
};

function picklistOf(world, object, field) {
  const [name, column] = LABELS[`${object.name}.${field.name}`] ?? [];
  const schema = name && world.object(name);
  if (!schema) return [];
  const table = world.table(schema);
  return Array.from(table.handles(), (handle) => {
    const value = table.get(handle, column);
    return { active: true, defaultValue: false, label: value, validFor: null, value };
  });
}

function fieldOf(world, object, field) {
  const isFree = !isLongText(field) && !['anyType', 'base64'].includes(field.type);
  return {
    name: field.name,
    label: words(field.name),
    type: field.type,
    soapType: SOAP[field.type] ?? 'xsd:string',
    length: field.length,
    custom: field.name.endsWith('__c'),
    nillable: !['id', 'boolean'].includes(field.type),
    filterable: isFree,
    sortable: isFree,
    groupable: isFree && !['datetime', 'currency', 'double', 'percent'].includes(field.type),
    calculated: false,
    createable: false,
    updateable: false,
    nameField: field.isName,
    referenceTo: field.referenceTo.filter((name) => world.object(name)),
    relationshipName: field.relationship,
    polymorphicForeignKey: field.referenceTo.length > 1,
    namePointing: field.referenceTo.length > 1,
    picklistValues: picklistOf(world, object, field),
  };
}

function childrenOf(world, object) {
  const rows = [];
  for (const child of world.objects()) {
    for (const field of child.fields.values()) {
      if (!field.referenceTo.includes(object.name) || !world.sees(child, field)) continue;
      rows.push({
        childSObject: child.name,
        field: field.name,
        relationshipName: field.children,
        cascadeDelete: false,
        deprecatedAndHidden: false,
      });
    }
  }
  return rows;
}

const summary = (object, version) => ({
  name: object.name,
  label: words(object.name),
  labelPlural: `${words(object.name)}s`,
  keyPrefix: object.prefix,
  custom: object.name.endsWith('__c'),
  queryable: true,
  retrieveable: true,
  createable: false,
  updateable: false,
  deletable: false,
  urls: {
    sobject: `/services/data/v${version}/sobjects/${object.name}`,
    describe: `/services/data/v${version}/sobjects/${object.name}/describe`,
    rowTemplate: `/services/data/v${version}/sobjects/${object.name}/{ID}`,
  },
});

const worldFor = (service, user, version) =>
  worldOf({ org: service.org, user, soql: '', now: service.clock.now, version });

export function describe(service, { user, name, version }) {
  const world = worldFor(service, user, version);
  const object = world.object(name);
  if (object === undefined) throw notFound();
  const fields = [...object.fields.values()].filter((field) => world.sees(object, field));
  return {
    status: 200,
    body: {
      ...summary(object, version),
      fields: fields.map((field) => fieldOf(world, object, field)),
      childRelationships: childrenOf(world, object),
      recordTypeInfos: [],
    },
  };
}

export function describeAll(service, { user, version }) {
  const world = worldFor(service, user, version);
  return {
    status: 200,
    body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects: world.objects().map((object) => summary(object, version)) },
  };
}
