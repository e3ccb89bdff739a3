/** A rule an administrator of the org has set up against records that are there already. */
export interface DuplicateRule {
  readonly objectName: string;
  readonly developerName: string;
  readonly matchingRule: string;
  /** Records match whose fields of one of these lists are all alike. */
  readonly matchedBy: readonly (readonly string[])[];
  /** What is told of matches where the client wants details. */
  readonly details: readonly string[];
  readonly message: string;
}

const message = 'Use one of these records?';

/** Both rules alert only, so a client may save all the same. */
export const duplicateRules: readonly DuplicateRule[] = [
  {
    objectName: 'Contact',
    developerName: 'Contact_Duplicate_Rule',
    matchingRule: 'Contact_Matching_Rule',
    matchedBy: [['Email'], ['LastName', 'AccountId']],
    details: ['Id', 'Name', 'AccountId', 'Email', 'Phone', 'Title', 'OwnerId', 'LastModifiedDate'],
    message,
  },
  {
    objectName: 'Lead',
    developerName: 'Lead_Duplicate_Rule',
    matchingRule: 'Lead_Matching_Rule',
    matchedBy: [['Email'], ['LastName', 'Company']],
    details: ['Id', 'Name', 'Company', 'Email', 'Phone', 'Title', 'OwnerId', 'LastModifiedDate'],
    message,
  },
];
