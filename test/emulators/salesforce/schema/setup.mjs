// People, queues, picklists and territories.

export const SETUP = `
User 005
  Id id
  Username string:80
  LastName string:80
  FirstName string:40
  Name string:121 name
  Email email:128
  Alias string:8
  Title string:80
  Department string:80
  Division string:80
  IsActive boolean
  UserType picklist
  ManagerId reference User Manager ManagedUsers
  UserRoleId reference UserRole UserRole
  ProfileId reference Profile Profile
  TimeZoneSidKey picklist
  LastLoginDate datetime
  +system

Group 00G
  Id id
  Name string:40 name
  DeveloperName string:80
  Type picklist
  Email email:80
  +system

GroupMember 011
  Id id
  GroupId reference Group Group GroupMembers
  UserOrGroupId reference Group,User UserOrGroup
  SystemModstamp datetime

QueueSobject 03g
  Id id
  QueueId reference Group Queue QueueSobjects
  SobjectType picklist
  CreatedById reference User CreatedBy
  SystemModstamp datetime

UserRole 00E
  Id id
  Name string:80 name
  ParentRoleId id
  DeveloperName string:80
  SystemModstamp datetime

Profile 00e
  Id id
  Name string:255 name
  UserType picklist
  SystemModstamp datetime

RecordType 012
  Id id
  Name string:80 name
  DeveloperName string:80
  SobjectType picklist
  IsActive boolean
  SystemModstamp datetime

Organization 00D
  Id id
  Name string:80 name
  TimeZoneSidKey picklist
  DefaultLocaleSidKey picklist
  LanguageLocaleKey picklist
  FiscalYearStartMonth int
  OrganizationType picklist
  InstanceName string:5
  IsSandbox boolean
  SystemModstamp datetime

LeadStatus 01J
  Id id
  MasterLabel string:255
  ApiName string:255
  SortOrder int
  IsDefault boolean
  IsConverted boolean
  SystemModstamp datetime

OpportunityStage 01J
  Id id
  MasterLabel string:255
  ApiName string:255
  IsActive boolean
  SortOrder int
  IsClosed boolean
  IsWon boolean
  ForecastCategory picklist
  ForecastCategoryName picklist
  DefaultProbability percent
  Description textarea:255
  SystemModstamp datetime

TaskStatus 01J
  Id id
  MasterLabel string:255
  ApiName string:255
  SortOrder int
  IsDefault boolean
  IsClosed boolean
  SystemModstamp datetime

CurrencyType 01L
  Id id
  IsoCode picklist
  ConversionRate double
  DecimalPlaces int
  IsActive boolean
  IsCorporate boolean
  SystemModstamp datetime

Territory2 0MI
  Id id
  Name string:80 name
  DeveloperName string:80
  Territory2ModelId reference Territory2Model Territory2Model
  SystemModstamp datetime

Territory2Model 0MA
  Id id
  Name string:80 name
  State picklist
  SystemModstamp datetime

UserTerritory2Association 0MM
  Id id
  UserId reference User User
  Territory2Id reference Territory2 Territory2
  IsActive boolean
  RoleInTerritory2 picklist
  SystemModstamp datetime

ObjectTerritory2Association 0MT
  Id id
  ObjectId reference Account,Lead,Opportunity Object
  Territory2Id reference Territory2 Territory2
  AssociationCause picklist
  SobjectType picklist
  SystemModstamp datetime
`;
