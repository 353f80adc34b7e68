import type { Logger as TemporalLogger, LogMetadata } from '@temporalio/worker';
import type { Logger } from 'pino';

/** Hands what Temporal and the workflows log to the worker's own log. */
export function temporalLogger(log: Logger): TemporalLogger {
  return {
    log: (level, message, meta) => write(log, level, message, meta),
    trace: (message, meta) => log.trace(meta ?? {}, message),
    debug: (message, meta) => log.debug(meta ?? {}, message),
    info: (message, meta) => log.info(meta ?? {}, message),
    warn: (message, meta) => log.warn(meta ?? {}, message),
    error: (message, meta) => log.error(meta ?? {}, message),
  };
}

function write(log: Logger, level: string, message: string, meta: LogMetadata | undefined): void {
  switch (level) {
    case 'TRACE':
      return log.trace(meta ?? {}, message);
    case 'DEBUG':
      return log.debug(meta ?? {}, message);
    case 'INFO':
      return log.info(meta ?? {}, message);
    case 'WARN':
      return log.warn(meta ?? {}, message);
    default:
      return log.error(meta ?? {}, message);
  }
}
