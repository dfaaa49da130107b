// Leads, opportunities and the people around them. One line per field: name, type, and of a reference its targets, the
// name of the relationship and the name by which the target lists these rows.

export const RECORDS = `
Lead 00Q
  Id id
  IsDeleted boolean
  MasterRecordId reference Lead MasterRecord
  LastName string:80
  FirstName string:40
  Salutation picklist
  Name string:121 name
  Title string:128
  Company string:255
  Street textarea:255
  City string:40
  State string:80
  PostalCode string:20
  Country string:80
  Phone phone:40
  MobilePhone phone:40
  Email email:80
  Website url:255
  Description textarea:32000
  LeadSource picklist
  Status picklist
  Industry picklist
  Rating picklist
  AnnualRevenue currency
  NumberOfEmployees int
  CurrencyIsoCode picklist
  RecordTypeId reference RecordType RecordType
  OwnerId reference Group,User Owner
  HasOptedOutOfEmail boolean
  DoNotCall boolean
  IsConverted boolean
  ConvertedDate date
  ConvertedAccountId reference Account ConvertedAccount
  ConvertedContactId reference Contact ConvertedContact
  ConvertedOpportunityId reference Opportunity ConvertedOpportunity
  IsUnreadByOwner boolean
  +system
  LastActivityDate date
  LastTransferDate date
  EmailBouncedReason string:255
  EmailBouncedDate datetime

Opportunity 006
  Id id
  IsDeleted boolean
  AccountId reference Account Account Opportunities
  IsPrivate boolean
  Name string:120 name
  Description textarea:32000
  StageName picklist
  Amount currency
  CurrencyIsoCode picklist
  Probability percent
  ExpectedRevenue currency
  CloseDate date
  Type picklist
  NextStep string:255
  LeadSource picklist
  IsClosed boolean
  IsWon boolean
  ForecastCategory picklist
  ForecastCategoryName picklist
  RecordTypeId reference RecordType RecordType
  Territory2Id reference Territory2 Territory2
  OwnerId reference User Owner
  +system
  LastActivityDate date
  LastStageChangeDate datetime
  PushCount int
  FiscalQuarter int
  FiscalYear int
  ContactId reference Contact
  HasOpenActivity boolean
  HasOverdueTask boolean

Account 001
  Id id
  IsDeleted boolean
  MasterRecordId reference Account MasterRecord
  Name string:255 name
  Type picklist
  ParentId reference Account Parent ChildAccounts
  BillingCity string:40
  BillingState string:80
  BillingPostalCode string:20
  BillingCountry string:80
  Phone phone:40
  Website url:255
  Industry picklist
  AnnualRevenue currency
  NumberOfEmployees int
  Description textarea:32000
  OwnerId reference User Owner
  +system
  LastActivityDate date

Contact 003
  Id id
  IsDeleted boolean
  MasterRecordId reference Contact MasterRecord
  AccountId reference Account Account Contacts
  LastName string:80
  FirstName string:40
  Name string:121 name
  Title string:128
  Department string:80
  Email email:80
  Phone phone:40
  MobilePhone phone:40
  HasOptedOutOfEmail boolean
  DoNotCall boolean
  ReportsToId reference Contact ReportsTo
  OwnerId reference User Owner
  +system
  LastActivityDate date
  EmailBouncedDate datetime

OpportunityContactRole 00K
  Id id
  OpportunityId reference Opportunity Opportunity OpportunityContactRoles
  ContactId reference Contact Contact OpportunityContactRoles
  Role picklist
  IsPrimary boolean
  +system
  IsDeleted boolean
`;

export const HISTORY = `
LeadHistory 017
  Id id
  IsDeleted boolean
  LeadId reference Lead Lead Histories
  CreatedById reference User CreatedBy
  CreatedDate datetime
  Field picklist
  DataType picklist
  OldValue anyType
  NewValue anyType

OpportunityFieldHistory 017
  Id id
  IsDeleted boolean
  OpportunityId reference Opportunity Opportunity Histories
  CreatedById reference User CreatedBy
  CreatedDate datetime
  Field picklist
  DataType picklist
  OldValue anyType
  NewValue anyType

OpportunityHistory 008
  Id id
  OpportunityId reference Opportunity Opportunity OpportunityHistories
  CreatedById reference User CreatedBy
  CreatedDate datetime
  StageName picklist
  Amount currency
  ExpectedRevenue currency
  CloseDate date
  Probability percent
  ForecastCategory picklist
  PrevAmount currency
  PrevCloseDate date
  SystemModstamp datetime
  IsDeleted boolean
`;
