import { z } from 'zod';

/** Every role there is. Three administrators, three different people (GB/T 22239 三权分立). */
export const Role = z.enum([
	'dutyOfficer', // 主班
	'deputy', // 副班
	'dutyLeader', // 带班领导
	'reporter', // 报送员
	'planner', // 预案管理员
	'expert', // 专家
	'liaison', // 部门联络员
	'screen', // a wall that nobody touches
	'systemAdmin', // 系统管理员
	'securityAdmin', // 安全管理员
	'auditAdmin' // 审计管理员
]);
export type Role = z.infer<typeof Role>;

/** What a program's token may do. A person's own session has no scopes: it may do all that its roles may. */
export const TokenScope = z.enum(['read', 'report', 'incident', 'feed', 'push']);
export type TokenScope = z.infer<typeof TokenScope>;

/** Who acts, as a line in the journal names it. The system itself has no person. */
export type Actor = { personId: string | null; name: string };

/** The person behind a request: by session cookie or by token, decided once at the door. */
export type Who = {
	personId: string;
	name: string;
	unitId: string;
	unitName: string;
	/** Own unit first, then each unit above it up to the root. */
	unitPath: string[];
	roles: Role[];
	via:
		| { kind: 'session'; sessionId: string }
		| { kind: 'token'; tokenId: string; scopes: TokenScope[] };
};

/** In a browser's request: whose page it comes from. The session may be another's by now. */
export const ACTOR_HEADER = 'x-watchfire-person';

/** For lines that no person wrote: an unacknowledged report that went up, a clock that ran out. */
export const SYSTEM: Actor = { personId: null, name: 'system' };
