/** An expected reason not to go on: its message is shown as it is, on one line, without a stack. */
export class StopWithLine extends Error {}
