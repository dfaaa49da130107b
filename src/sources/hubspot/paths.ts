/**
 * Families of addresses. `v3` (associations: v4) is what portals have been asked by for years; HubSpot ends it in
 * September 2027. The dated ones were read from its published descriptions, and not tried on a live portal.
 */
export const versions = ['v3', '2026-03', '2026-09'] as const;
export type Version = (typeof versions)[number];

/** The objects that are read, as addresses name them. */
export const objects = [
  'contacts',
  'companies',
  'deals',
  'leads',
  'calls',
  'meetings',
  'tasks',
  'notes',
  'emails',
] as const;
export type ObjectName = (typeof objects)[number];

/** What HubSpot calls the objects in links and error messages. */
export const objectTypeIds: { readonly [O in ObjectName]: string } = {
  contacts: '0-1',
  companies: '0-2',
  deals: '0-3',
  leads: '0-136',
  calls: '0-48',
  meetings: '0-47',
  tasks: '0-27',
  notes: '0-46',
  emails: '0-49',
};

/** Something to read, and of what. */
export type Resource =
  | { readonly kind: 'account' }
  | { readonly kind: 'owners' }
  | { readonly kind: 'pipelines' | 'properties' | 'list' | 'search' | 'batch'; readonly object: ObjectName }
  | { readonly kind: 'associations' | 'labels'; readonly from: ObjectName; readonly to: ObjectName };

function numbered(resource: Resource): string {
  switch (resource.kind) {
    case 'account':
      return '/account-info/v3/details';
    case 'owners':
      return '/crm/v3/owners/';
    case 'pipelines':
    case 'properties':
      return `/crm/v3/${resource.kind}/${resource.object}`;
    case 'list':
      return `/crm/v3/objects/${resource.object}`;
    case 'search':
      return `/crm/v3/objects/${resource.object}/search`;
    case 'batch':
      return `/crm/v3/objects/${resource.object}/batch/read`;
    case 'associations':
      return `/crm/v4/associations/${resource.from}/${resource.to}/batch/read`;
    case 'labels':
      return `/crm/v4/associations/${resource.from}/${resource.to}/labels`;
  }
}

function dated(resource: Resource, version: Version): string {
  switch (resource.kind) {
    case 'account':
      return `/account-info/${version}/details`;
    case 'owners':
      return `/crm/owners/${version}`;
    case 'pipelines':
    case 'properties':
      return `/crm/${resource.kind}/${version}/${resource.object}`;
    case 'list':
      return `/crm/objects/${version}/${resource.object}`;
    case 'search':
      return `/crm/objects/${version}/${resource.object}/search`;
    case 'batch':
      return `/crm/objects/${version}/${resource.object}/batch/read`;
    case 'associations':
      return `/crm/associations/${version}/${resource.from}/${resource.to}/batch/read`;
    case 'labels':
      return `/crm/associations/${version}/${resource.from}/${resource.to}/labels`;
  }
}

/** Where a resource is read under a version: the one place in which addresses are made. */
export const path = (resource: Resource, version: Version): string =>
  version === 'v3' ? numbered(resource) : dated(resource, version);
