/** Why simulated payloads differ from genuine ones, and at which places. `*` stands for the rest of a name. */
export interface Differences {
  readonly reason: string;
  readonly places: readonly string[];
}

const at = (path: string, names: readonly string[], difference: 'added' | 'missing'): string[] =>
  names.map((name) => `${path === '' ? '' : `${path}.`}${name}: ${difference}`);

const later = (path: string, names: readonly string[]): string[] => at(path, names, 'added');

const since = 'The payload is of an older version; 66.0 says more.';
const accountOfTheOrg = 'The simulated account has other fields.';
const layoutOfTheOrg = 'The layout of the simulated org shows every field of an account.';

const newOnObjects = [
  'associateEntityType',
  'associateParentEntity',
  'compactLayoutable',
  'searchLayoutable',
  'eTag',
];
const newOnRecords = ['recordTypeId', 'weakEtag'];
const newOnLayouts = ['objectApiName', 'recordTypeId', 'saveOptions', 'eTag'];

const ownAccountFields = ['External_Id__c', 'IsCustomerPortal', 'IsPartner'];
const onTheLayout = [
  ...ownAccountFields,
  'AccountSource',
  'CleanStatus',
  'DunsNumber',
  'Jigsaw',
  'NaicsCode',
  'NaicsDesc',
  'SicDesc',
  'Tradestyle',
  'YearStarted',
];

const userFields = [
  'AccountId',
  'BadgeText',
  'BannerPhotoId',
  'BannerPhotoUrl',
  'CallCenterId',
  'ContactId',
  'DefaultGroupNotificationFrequency',
  'DelegatedApproverId',
  'DigestFrequency',
  'EmailPreferences*',
  'Extension',
  'FederationIdentifier',
  'ForecastEnabled',
  'IsExtIndicatorVisible',
  'IsProfilePhotoActive',
  'LastPasswordChangeDate',
  'MediumBannerPhotoUrl',
  'MediumPhotoUrl',
  'OfflinePdaTrialExpirationDate',
  'OfflineTrialExpirationDate',
  'OutOfOfficeMessage',
  'ProfileId',
  'ProfilePhotoId',
  'ReceivesAdminInfoEmails',
  'SenderEmail',
  'SenderName',
  'Signature',
  'SmallBannerPhotoUrl',
  'StayInTouch*',
  'UserPermissions*',
  'UserPreferences*',
  'UserRoleId',
];

export const createdRecord: readonly Differences[] = [
  {
    reason: since,
    places: ['', 'fields.CreatedBy.value', 'fields.LastModifiedBy.value', 'fields.Owner.value'].flatMap(
      (path) => later(path, newOnRecords),
    ),
  },
  { reason: layoutOfTheOrg, places: at('fields', onTheLayout, 'added') },
];

export const listUi: readonly Differences[] = [
  {
    reason: since,
    places: [
      ...later('info.displayColumns[]', ['lookupId']),
      ...later('records', ['fields', 'listReference', 'optionalFields', 'pageSize', 'searchTerm', 'sortBy']),
      ...['', '.fields.Account.value', '.fields.Owner.value'].flatMap((path) =>
        later(`records.records[]${path}`, newOnRecords),
      ),
    ],
  },
];

export const accountInfo: readonly Differences[] = [
  { reason: since, places: later('', newOnObjects) },
  {
    reason: accountOfTheOrg,
    places: [
      ...at('fields', ownAccountFields, 'added'),
      ...at('fields', ['DandbCompanyId', 'OperatingHoursId'], 'missing'),
    ],
  },
];

export const createDefaults: readonly Differences[] = [
  {
    reason: since,
    places: [
      ...later('', ['eTag']),
      ...later('layout', newOnLayouts),
      ...later('layout.sections[].layoutRows[].layoutItems[]', ['uiBehavior']),
      ...later('objectInfos.Account', newOnObjects),
      ...later('objectInfos.User', newOnObjects),
      ...later('record', ['weakEtag', 'eTag']),
      ...later('record.fields.Owner.value', ['weakEtag', 'eTag']),
    ],
  },
  {
    reason: accountOfTheOrg,
    places: [
      ...at('objectInfos.Account.fields', ownAccountFields, 'added'),
      ...at(
        'objectInfos.Account.fields',
        ['AreaNumber__c', 'CloneSourceId', 'DandbCompanyId', 'OperatingHoursId'],
        'missing',
      ),
      ...at('record.fields', ['AreaNumber__c'], 'missing'),
    ],
  },
  { reason: layoutOfTheOrg, places: at('record.fields', onTheLayout, 'added') },
  {
    reason: 'The simulated user has fewer fields.',
    places: at(
      'objectInfos.User.fields',
      [...userFields, 'IndividualId', 'JigsawImportLimitOverride', 'NumberOfFailedLogins'],
      'missing',
    ),
  },
];

const notOnTheLayoutEither = ['AccountNumber', 'Ownership', 'Rating', 'Sic', 'Site', 'TickerSymbol'];

export const recordUi: readonly Differences[] = [
  {
    reason: since,
    places: [
      ...later('', ['eTag']),
      ...later('layoutUserStates.{id}', ['apiName', 'layoutType', 'mode', 'recordTypeId']),
      ...later('layouts.Account.{id}.Full.View', newOnLayouts),
      ...later('layouts.Account.{id}.Full.View.sections[].layoutRows[].layoutItems[]', ['uiBehavior']),
      ...later('objectInfos.Account', newOnObjects),
      ...later('objectInfos.User', newOnObjects),
      ...['', '.fields.CreatedBy.value', '.fields.LastModifiedBy.value', '.fields.Owner.value'].flatMap(
        (path) => later(`records.{id}${path}`, [...newOnRecords, 'eTag']),
      ),
    ],
  },
  {
    reason: 'The layouts of the simulated org have no custom links.',
    places: at(
      'layouts.Account.{id}.Full.View.sections[].layoutRows[].layoutItems[].layoutComponents[]',
      ['behavior', 'customLinkUrl'],
      'missing',
    ),
  },
  {
    reason: 'The payload is of an org with person accounts.',
    places: [
      ...at(
        'objectInfos.Account.fields',
        ['FirstName', 'IsPersonAccount', 'LastName', 'Person*', 'RecordTypeId', 'Salutation'],
        'missing',
      ),
      ...at('records.{id}.fields', ['IsPersonAccount'], 'missing'),
    ],
  },
  {
    reason: 'The payload leaves out fields of an account that its user may not see.',
    places: at(
      'objectInfos.Account.fields',
      [
        ...ownAccountFields,
        ...notOnTheLayoutEither,
        ...['CleanStatus', 'DunsNumber', 'NaicsCode', 'NaicsDesc', 'Tradestyle', 'YearStarted'],
      ],
      'added',
    ),
  },
  {
    reason: layoutOfTheOrg,
    places: at('records.{id}.fields', [...onTheLayout, ...notOnTheLayoutEither], 'added'),
  },
  {
    reason: 'The simulated user has fewer fields.',
    places: at('objectInfos.User.fields', userFields, 'missing'),
  },
];

export const dependentPicklist: readonly Differences[] = [{ reason: since, places: later('', ['eTag']) }];
