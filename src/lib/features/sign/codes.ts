/**
 * The signs that we draw, by their codes in GB/T 35649-2017: six characters where it is one sign, a class (`B`) or a
 * middle class (`A1`) where the label says which. `free` is ours: words on the map and nothing else.
 */
export const signCodes = [
	'A1',
	'A10400',
	'A2',
	'A3',
	'A4',
	'B',
	'C',
	'D1',
	'D2',
	'D3',
	'D4',
	'D5',
	'D6',
	'E10100',
	'E2',
	'E3',
	'E30200',
	'F10100',
	'F10200',
	'F10300',
	'free'
] as const;
