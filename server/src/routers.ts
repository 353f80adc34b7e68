import type { Router } from './http/route.ts';
import { meRoutes } from './routes/me.ts';

/** Every resource of the API: a new file under routes/ is mounted by its line here. */
export const ROUTERS: readonly Router[] = [meRoutes];
