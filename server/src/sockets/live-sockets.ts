/** How the rest of the server reaches the open sockets of every process. */
export interface LiveSockets {
  /** Closes the sockets of a session that was ended. */
  readonly endSession: (sessionId: string) => Promise<void>;
  /** Closes or narrows the sockets of a person, or of a token, whose role changed or ended. */
  readonly recheckAccount: (accountId: string) => Promise<void>;
}
