/** What makes a job fail as a whole; the message is its `errorMessage`. */
export class BatchError extends Error {}
