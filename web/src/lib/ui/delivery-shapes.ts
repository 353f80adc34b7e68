import type { DeliveryStatus } from '@parley/domain/statuses';

/** Lucide's package, truck, package-check and package-x (ISC), each as one path on a 24 px grid. */
export const DELIVERY_SHAPES: Readonly<Record<DeliveryStatus, string>> = {
  Pending:
    'M11 21.73a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16V8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73zM12 22V12M3.29 7 12 12l8.71-5M7.500 4.270l9 5.150',
  'In Transit':
    'M14 18V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v11a1 1 0 0 0 1 1h2M15 18H9M19 18h2a1 1 0 0 0 1-1v-3.650a1 1 0 0 0-.22-.624l-3.480-4.350A1 1 0 0 0 17.520 8H14M15 18a2 2 0 1 0 4 0 2 2 0 1 0-4 0M5 18a2 2 0 1 0 4 0 2 2 0 1 0-4 0',
  Delivered:
    'M12 22V12M16 17l2 2 4-4M21 11.127V8a2 2 0 0 0-1-1.730l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.729l7 4a2 2 0 0 0 2 .001l1.320-.753M3.290 7 12 12l8.710-5M7.500 4.270l8.997 5.148',
  Exception:
    'M12 22V12M16.500 14.500l5 5M16.500 19.500l5-5M21 10.500V8a2 2 0 0 0-1-1.730l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.729l7 4a2 2 0 0 0 2 .001l.130-.074M3.290 7 12 12l8.710-5M7.500 4.270l8.997 5.148',
};
