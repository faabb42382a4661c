import { boolean, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { TokenScope } from '#lib/who.ts';

/** The sign-in account; better-auth's `user` model. `id` is the person's id. */
export const authUser = pgTable('auth_user', {
	id: uuid().primaryKey(),
	name: text().notNull(),
	/** better-auth wants one; `username@node.invalid`, never used for mail. */
	email: text().notNull().unique(),
	emailVerified: boolean().notNull().default(false),
	image: text(),
	username: text().unique(),
	displayUsername: text(),
	createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
	updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
});

/** better-auth's `session` model. `expiresAt` is when it ends unless something happens; `updatedAt` is its last key or click. */
export const authSession = pgTable(
	'auth_session',
	{
		id: uuid().primaryKey(),
		userId: uuid()
			.notNull()
			.references(() => authUser.id, { onDelete: 'cascade' }),
		token: text().notNull().unique(),
		expiresAt: timestamp({ withTimezone: true }).notNull(),
		ipAddress: text(),
		userAgent: text(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(t) => [index('auth_session_user_idx').on(t.userId)]
);

/**
 * better-auth's `account` model: here only `credential` rows, with the password's scrypt hash. `scope` is
 * what the password is good for: null everything, `choose-password` only choosing another (features/person).
 */
export const authAccount = pgTable(
	'auth_account',
	{
		id: uuid().primaryKey(),
		accountId: text().notNull(),
		providerId: text().notNull(),
		userId: uuid()
			.notNull()
			.references(() => authUser.id, { onDelete: 'cascade' }),
		accessToken: text(),
		refreshToken: text(),
		idToken: text(),
		accessTokenExpiresAt: timestamp({ withTimezone: true }),
		refreshTokenExpiresAt: timestamp({ withTimezone: true }),
		scope: text(),
		password: text(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(t) => [index('auth_account_user_idx').on(t.userId)]
);

/** better-auth's `verification` model. */
export const authVerification = pgTable('auth_verification', {
	id: uuid().primaryKey(),
	identifier: text().notNull(),
	value: text().notNull(),
	expiresAt: timestamp({ withTimezone: true }).notNull(),
	createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
	updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow()
});

/** Failed sign-ins in a row, by user name (also of names that do not exist, so that a lock tells nothing). */
export const signInFailure = pgTable('sign_in_failure', {
	username: text().primaryKey(),
	failures: integer().notNull(),
	lastAt: timestamp({ withTimezone: true }).notNull(),
	lockedUntil: timestamp({ withTimezone: true })
});

/** A personal access token: only the SHA-256 of its text is kept. */
export const accessToken = pgTable(
	'access_token',
	{
		id: uuid().primaryKey(),
		personId: uuid().notNull(),
		hash: text().notNull().unique(),
		name: text().notNull(),
		scopes: text().array().$type<TokenScope[]>().notNull(),
		createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
		expiresAt: timestamp({ withTimezone: true }).notNull(),
		lastUsedAt: timestamp({ withTimezone: true }),
		revokedAt: timestamp({ withTimezone: true })
	},
	(t) => [index('access_token_person_idx').on(t.personId)]
);
