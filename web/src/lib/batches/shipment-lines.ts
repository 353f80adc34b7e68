import type { Shipment } from '@parley/domain/batch.schema';

export type ReadShipments =
  | { readonly ok: true; readonly shipments: readonly Shipment[] }
  | { readonly ok: false; readonly message: string };

/**
 * Reads pasted or uploaded lines of tracking numbers: "creator, number" or "creator, carrier, number", separated by
 * comma, semicolon or tab. A first line of headings is left out. Names the first line it cannot read.
 */
export function readShipments(text: string): ReadShipments {
  const lines = text.split(/\r\n|\r|\n/);
  const shipments: Shipment[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || (index === 0 && isHeading(line))) continue;
    const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const [creator = '', second = '', third] = cells;
    if (creator === '' || second === '' || cells.length > 3) {
      return { ok: false, message: `Line ${index + 1} is not "creator, carrier, number".` };
    }
    shipments.push(
      third === undefined
        ? { creator, trackingNumber: second }
        : { creator, carrier: second, trackingNumber: third },
    );
  }
  return { ok: true, shipments };
}

function isHeading(line: string): boolean {
  return /\b(tracking|carrier|handle|creator)\b/i.test(line) && !/\d{3}/.test(line);
}
