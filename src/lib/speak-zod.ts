import { z } from 'zod';
import { getLocale } from '#lib/paraglide/runtime.js';

const speakers = { en: z.locales.en().localeError, 'zh-CN': z.locales.zhCN().localeError };

/** Makes Zod's sentences follow the reader's language, request by request. Called once where a process starts. */
export function speakZod() {
	z.config({ localeError: (issue) => speakers[getLocale()](issue) });
}
