import { build } from 'vite';

await build();
// The loader of the messages leaves timers behind that would keep this process for another 30 s.
process.exit();
