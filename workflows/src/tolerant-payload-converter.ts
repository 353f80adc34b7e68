import { DefaultPayloadConverter, type Payload } from '@temporalio/common';

/**
 * The default converter, but a payload that cannot be read becomes a value nobody takes for a message. The SDK
 * reads a signal's payloads before any handler runs, so one broken signal would fail the workflow task for ever.
 * Given to the workflow bundle alone.
 */
class TolerantPayloadConverter extends DefaultPayloadConverter {
  override fromPayload<T>(payload: Payload): T {
    try {
      return super.fromPayload<T>(payload);
    } catch {
      return super.fromPayload<T>(UNREADABLE);
    }
  }
}

const UNREADABLE = new DefaultPayloadConverter().toPayload('a payload that cannot be decoded');

export const payloadConverter = new TolerantPayloadConverter();
