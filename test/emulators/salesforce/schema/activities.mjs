// Tasks, events, notes and e-mails.

export const ACTIVITIES = `
Task 00T
  Id id
  WhoId reference Contact,Lead Who Tasks
  WhatId reference Account,Opportunity What Tasks
  WhoCount int
  WhatCount int
  Subject combobox:255
  ActivityDate date
  Status picklist
  Priority picklist
  IsHighPriority boolean
  OwnerId reference Group,User Owner
  Description textarea:32000
  Type picklist
  IsDeleted boolean
  AccountId reference Account Account
  IsClosed boolean
  +system
  IsArchived boolean
  CallDurationInSeconds int
  CallType picklist
  CallDisposition string:255
  ReminderDateTime datetime
  IsReminderSet boolean
  IsRecurrence boolean
  TaskSubtype picklist
  CompletedDateTime datetime

Event 00U
  Id id
  WhoId reference Contact,Lead Who Events
  WhatId reference Account,Opportunity What Events
  WhoCount int
  WhatCount int
  Subject combobox:255
  Location string:255
  IsAllDayEvent boolean
  ActivityDateTime datetime
  ActivityDate date
  DurationInMinutes int
  StartDateTime datetime
  EndDateTime datetime
  Description textarea:32000
  AccountId reference Account Account
  OwnerId reference User Owner
  Type picklist
  IsPrivate boolean
  ShowAs picklist
  IsDeleted boolean
  IsChild boolean
  IsGroupEvent boolean
  GroupEventType picklist
  +system
  IsArchived boolean
  EventSubtype picklist

TaskRelation 0RT
  Id id
  RelationId reference Account,Contact,Lead,Opportunity Relation
  TaskId reference Task Task TaskRelations
  IsWhat boolean
  AccountId reference Account Account
  +system
  IsDeleted boolean

EventRelation 0RE
  Id id
  RelationId reference Account,Contact,Lead,Opportunity,User Relation
  EventId reference Event Event EventRelations
  Status picklist
  RespondedDate datetime
  Response string:255
  IsWhat boolean
  IsParent boolean
  IsInvitee boolean
  AccountId reference Account Account
  +system
  IsDeleted boolean

Note 002
  Id id
  IsDeleted boolean
  ParentId reference Account,Contact,Lead,Opportunity Parent Notes
  Title string:80 name
  IsPrivate boolean
  Body textarea:32000
  OwnerId reference User Owner
  +system

ContentNote 069
  Id id
  IsDeleted boolean
  Title string:255 name
  FileType string:20
  TextPreview string:255
  Content base64
  ContentSize int
  OwnerId reference User Owner
  +system

ContentDocument 069
  Id id
  IsDeleted boolean
  Title string:255 name
  FileType string:20
  OwnerId reference User Owner
  +system

ContentDocumentLink 06A
  Id id
  LinkedEntityId reference Account,Contact,Lead,Opportunity LinkedEntity ContentDocumentLinks
  ContentDocumentId reference ContentDocument ContentDocument ContentDocumentLinks
  ShareType picklist
  Visibility picklist
  SystemModstamp datetime
  IsDeleted boolean

EmailMessage 02s
  Id id
  ParentId reference Case Parent
  ActivityId reference Task Activity
  RelatedToId reference Account,Opportunity RelatedTo
  Subject string:3000
  TextBody textarea:32000
  FromAddress email:1333
  FromName string:1000
  ToAddress string:4000
  CcAddress string:4000
  Incoming boolean
  Status picklist
  MessageDate datetime
  IsClientManaged boolean
  +system
  IsDeleted boolean

EmailMessageRelation 0B9
  Id id
  EmailMessageId reference EmailMessage EmailMessage EmailMessageRelations
  RelationId reference Contact,Lead,User Relation
  RelationType picklist
  RelationAddress string:255
  IsDeleted boolean
`;
