import { describe, expect, it } from 'vitest';
import { readShipments } from './shipment-lines.ts';

describe('pasted tracking numbers', () => {
  it('are read with comma, semicolon or tab, with and without a carrier, past a heading', () => {
    const text =
      'Handle;Carrier;Tracking number\r\n@mia;DHL;123456\nlee,789\n\n"Ana B"\tUPS\t1Z9\n';
    expect(readShipments(text)).toEqual({
      ok: true,
      shipments: [
        { creator: '@mia', carrier: 'DHL', trackingNumber: '123456' },
        { creator: 'lee', trackingNumber: '789' },
        { creator: 'Ana B', carrier: 'UPS', trackingNumber: '1Z9' },
      ],
    });
  });
  it('are refused by line', () => {
    expect(readShipments('mia,123\nlee')).toEqual({
      ok: false,
      message: 'Line 2 is not "creator, carrier, number".',
    });
  });
});
