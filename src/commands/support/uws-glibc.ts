import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { replaceFile, sha256 } from './mended-file.ts';

/*
 * The uWebSockets.js binaries for Linux are linked on a system with glibc 2.38 and want three symbols of
 * it: __isoc23_strtol, -strtoul, -strtoull. Debian 12 has 2.36. Their only difference to strtol,
 * strtoul, strtoull is the prefix "0b" of C23, so the copy in node_modules is made to bind to those.
 */

/** SHA-256 of the binaries that we know how to mend, and of what comes out. One a version, platform and Node ABI. */
export const KNOWN: Readonly<Record<string, string>> = {
	// 3.0.6 (v20.69.0), x64, Node 24.
	'3b549c14e01d9d1faf234cdf4b6f0fb08158605e3692cd0eb1b905e327bd3449':
		'b41f27a7270a4bb48a80dc6b5b3d68101eba1cbb9513b6ca16027866f16e5f0f'
};

const NEEDED_GLIBC = { major: 2, minor: 38 };

/** The binary that this Node would load, or null where there is none for it. */
export function uwsBinary(): string | null {
	const require = createRequire(import.meta.url);
	const folder = path.dirname(require.resolve('uWebSockets.js/package.json'));
	const name = `uws_${process.platform}_${process.arch}_${process.versions.modules}.node`;
	const file = path.join(folder, name);
	return existsSync(file) ? file : null;
}

/** Mends the installed binary where this system's glibc is too old for it. Says what it did. */
export function mendUws(): string {
	if (process.platform !== 'linux' || isGlibcEnough(glibcVersion()))
		return 'uWebSockets.js loads as it is';
	const file = uwsBinary();
	if (!file)
		throw new Error(`uWebSockets.js has no binary for Node ${process.version} on ${process.arch}.`);
	const mended = mend(readFileSync(file));
	if (!mended) return 'uWebSockets.js was mended before';
	replaceFile(file, mended);
	return `uWebSockets.js mended for glibc ${glibcVersion()}`;
}

/** The mended copy of a known binary; null for one that is mended already; throws for an unknown one. */
export function mend(original: Buffer): Buffer | null {
	const before = sha256(original);
	if (Object.values(KNOWN).includes(before)) return null;
	const expected = KNOWN[before];
	if (!expected) {
		throw new Error(
			`This uWebSockets.js binary (sha256 ${before}) is unknown, and this system's glibc is too old to load it as it is. Use glibc 2.38 or newer (Debian 13, Ubuntu 24.04), or add its mend here.`
		);
	}
	const mended = rebind(original);
	if (sha256(mended) !== expected)
		throw new Error('Mending uWebSockets.js gave an unexpected result.');
	return mended;
}

/** Empty for a system without glibc (musl), where the binary cannot load anyhow. */
function glibcVersion(): string {
	const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
	return header.glibcVersionRuntime ?? '';
}

export function isGlibcEnough(version: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return (
		major > NEEDED_GLIBC.major || (major === NEEDED_GLIBC.major && minor >= NEEDED_GLIBC.minor)
	);
}

/** Offset and size in the file; `info`: for version needs, their number. See elf(5). */
interface Section {
	offset: number;
	size: number;
	info: number;
}

/** Binds the imports of GLIBC_2.38 to the oldest version of the same functions. ELF64, little endian. */
function rebind(original: Buffer): Buffer {
	const elf = Buffer.from(original);
	const section = sections(elf);
	const [symbols, strings] = [section('.dynsym'), section('.dynstr')];
	const { oldest, newest } = versions(elf, section('.gnu.version_r'), strings);
	const versionOf = section('.gnu.version').offset;
	const SYMBOL_BYTES = 24;
	for (let i = 0; i < symbols.size / SYMBOL_BYTES; i++) {
		if ((elf.readUInt16LE(versionOf + i * 2) & 0x7fff) !== newest) continue;
		const at = symbols.offset + i * SYMBOL_BYTES;
		const name = text(elf, strings.offset + elf.readUInt32LE(at));
		if (!/^__isoc23_strto(l|ul|ull)$/.test(name)) throw new Error(`Unexpected symbol ${name}.`);
		// "__isoc23_strtol" ends in "strtol": the name just begins later.
		elf.writeUInt32LE(elf.readUInt32LE(at) + '__isoc23_'.length, at);
		elf.writeUInt16LE(oldest, versionOf + i * 2);
	}
	return elf;
}

function sections(elf: Buffer): (name: string) => Section {
	const table = Number(elf.readBigUInt64LE(0x28));
	const [entryBytes, count, names] = [0x3a, 0x3c, 0x3e].map((at) => elf.readUInt16LE(at)) as [
		number,
		number,
		number
	];
	const offset = (i: number) => Number(elf.readBigUInt64LE(table + i * entryBytes + 24));
	const found = new Map<string, Section>();
	for (let i = 0; i < count; i++) {
		const at = table + i * entryBytes;
		found.set(text(elf, offset(names) + elf.readUInt32LE(at)), {
			offset: offset(i),
			size: Number(elf.readBigUInt64LE(at + 32)),
			info: elf.readUInt32LE(at + 44)
		});
	}
	return (name) => {
		const section = found.get(name);
		if (!section) throw new Error(`The binary has no section ${name}.`);
		return section;
	};
}

/** The numbers of libc's oldest version and of GLIBC_2.38, whose need is marked weak in passing. */
function versions(elf: Buffer, needs: Section, strings: Section) {
	const WEAK = 0x2;
	let oldest = 0;
	let newest = 0;
	for (let at = needs.offset, n = 0; n < needs.info; n++) {
		const library = text(elf, strings.offset + elf.readUInt32LE(at + 4));
		let version = at + elf.readUInt32LE(at + 8);
		for (let k = elf.readUInt16LE(at + 2); k > 0; k--) {
			const name = text(elf, strings.offset + elf.readUInt32LE(version + 8));
			const number = elf.readUInt16LE(version + 6);
			if (library === 'libc.so.6' && name === 'GLIBC_2.2.5') oldest = number;
			if (library === 'libc.so.6' && name === 'GLIBC_2.38') {
				newest = number;
				elf.writeUInt16LE(elf.readUInt16LE(version + 4) | WEAK, version + 4);
			}
			version += elf.readUInt32LE(version + 12);
		}
		at += elf.readUInt32LE(at + 12);
	}
	if (!oldest || !newest) throw new Error('Unexpected table of versions.');
	return { oldest, newest };
}

function text(elf: Buffer, at: number): string {
	return elf.toString('latin1', at, elf.indexOf(0, at));
}
