import { createContext } from 'svelte';
import type { PushConnection } from './connection.svelte.ts';

/** The signed-in shell's one push connection, for every screen below it. */
export const [getConnection, setConnection] = createContext<PushConnection>();
