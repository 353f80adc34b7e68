import { describe, expect, it } from 'vitest';
import { clientAddress } from '../../src/http/client-address.ts';

const request = (forwarded?: string) => ({
  socket: { remoteAddress: '10.0.0.9' },
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
});

describe('where a request comes from', () => {
  it('is the other end of the connection, whatever the request claims', () => {
    expect(clientAddress(request('1.2.3.4'), 0)).toBe('10.0.0.9');
  });

  it('is what the trusted proxies wrote, not what the client put before it', () => {
    expect(clientAddress(request('6.6.6.6, 1.2.3.4'), 1)).toBe('1.2.3.4');
    expect(clientAddress(request('6.6.6.6, 1.2.3.4, 10.0.0.1'), 2)).toBe('1.2.3.4');
    expect(clientAddress(request('1.2.3.4'), 2)).toBe('1.2.3.4');
  });
});
