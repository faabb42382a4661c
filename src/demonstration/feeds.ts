import type { FeedEdit } from '#lib/features/feed/schema.ts';
import { demoId } from './people.ts';

type DemoFeed = Omit<FeedEdit, 'actId'>;

const HOUR_S = 3600;

const pushed = {
	source: 'pushed',
	address: '',
	frame: 'demonstration',
	enabled: true,
	aliveBy: 'data',
	pollS: 60
} as const;

/**
 * What the province's agencies send in the demonstration. Nobody sends anything by itself, so what was agreed is
 * long: a day for warnings, a week for earthquakes, which are rare here. After that they are silent, and said to be.
 */
export const demoFeeds: DemoFeed[] = [
	{
		...pushed,
		id: demoId('feed qixiang'),
		name: '省气象局预警',
		unitId: '220000-qixiang',
		kind: 'cap',
		expectedS: 24 * HOUR_S,
		region: null
	},
	{
		...pushed,
		id: demoId('feed dizhen'),
		name: '省地震局速报',
		unitId: '220000-dizhen',
		kind: 'usgs',
		expectedS: 7 * 24 * HOUR_S,
		region: { withinKm: 300, minMagnitude: 2 }
	}
];
