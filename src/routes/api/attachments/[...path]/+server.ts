import type { RequestHandler } from './$types';
import { uploads } from '../uploads.ts';

/** tus 1.0.0. No DELETE: what a report names is not taken back. */
const answer: RequestHandler = ({ request, locals }) => uploads.handle(request, locals.who);

export const POST = answer;
export const HEAD = answer;
export const PATCH = answer;
export const OPTIONS = answer;
