import { expect, test } from 'vitest';
import { installer, newestPostgis } from './install.ts';

test('[IN1] root on Debian installs by itself; an ordinary user with sudo where no password is asked; others are told', () => {
	expect(installer({ apt: true, root: true, sudo: false })).not.toContain('sudo');
	expect(installer({ apt: true, root: false, sudo: true })).toContain('sudo');
	expect(installer({ apt: true, root: false, sudo: false })).toBeNull();
	expect(installer({ apt: false, root: true, sudo: false })).toBeNull();
});

test('[IN2] of what the distribution offers, PostGIS for the newest PostgreSQL is taken', () => {
	const offered = [
		'postgresql-9-postgis-3 - Geographic objects support for PostgreSQL 9',
		'postgresql-17-postgis-3 - Geographic objects support for PostgreSQL 17',
		'postgresql-15-postgis-3 - Geographic objects support for PostgreSQL 15',
		'postgresql-18-postgis-3-scripts - scripts only'
	].join('\n');
	expect(newestPostgis(offered)).toBe('postgresql-17-postgis-3');
	expect(newestPostgis('')).toBeNull();
});
