import { expect } from '@playwright/test';
import { DEMO_PASSWORD } from '../../src/demonstration/people.ts';
import { play } from '../../src/scenes/player.ts';
import { enter } from '../../src/scenes/stage.ts';
import { yongji2010 } from '../../src/scenes/yongji-2010.ts';
import { test } from './support.ts';

test('the scene of 永吉 plays to its end through the public doors, and the wall shows it', async ({
	page,
	baseURL
}) => {
	const url = baseURL ?? '';
	await page.goto('/login?to=/wall');
	await page.locator('input[name=username]').fill('sheng.daping');
	await page.locator('input[name=password]').fill(DEMO_PASSWORD);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/wall');

	const told: string[] = [];
	const cast = await play(yongji2010, {
		url,
		speed: 1e9,
		longestPauseMs: 0,
		tell: (line) => told.push(line)
	});
	expect(told).toHaveLength(yongji2010.steps.length + 2);
	// Its last report, which nobody has acknowledged, stands above all others.
	await expect(page.getByText('化工桶被洪水冲入松花江').first()).toBeVisible();

	const province = await enter(url, 'sheng.zhuban', DEMO_PASSWORD);
	const drums = await province.incident.get.query({ id: cast.get('drums') ?? '' });
	const reports = drums.threads.flatMap((thread) => thread.reports.map(({ report }) => report));
	// Both originals stay, with their own number, beside the final one.
	expect(reports.find(({ id }) => id === cast.get('drums-1'))?.body.course).toContain('1000余只');
	expect(reports.find(({ id }) => id === cast.get('drums-city'))?.body.course).toContain(
		'约3000只'
	);
	expect(reports.find(({ id }) => id === cast.get('drums-final'))?.body.course).toContain('7138只');
	const known = drums.known.find(
		(figure) => figure.name === 'other' && figure.label === '冲走的桶'
	);
	expect(known).toMatchObject({ value: 7138, differing: [{ unitName: '永吉县', value: 1000 }] });
	expect(new Set(reports.map(({ unitId }) => unitId))).toEqual(new Set(['220221', '220200']));
	expect(new Set(reports.map(({ frame }) => frame))).toEqual(new Set(['demonstration']));

	// Those downstream were told before it reached them; the province sees who has acknowledged.
	const downstream = drums.notices.find(({ id }) => id === cast.get('drums-downstream'));
	expect(
		downstream?.units.flatMap(({ unitName, acknowledgedAt }) => (acknowledgedAt ? [unitName] : []))
	).toEqual(['丰满区', '舒兰市']);
	const changyi = await enter(url, 'changyi.zhuban', DEMO_PASSWORD);
	const { notices } = await changyi.incident.informedOpen.query();
	expect(notices.map(({ id }) => id)).toEqual([
		cast.get('drums-downstream'),
		cast.get('drums-downstream-2')
	]);

	const flood = await province.incident.get.query({ id: cast.get('flood') ?? '' });
	expect(flood.card).toMatchObject({ responseLevel: 2, incidentLevel: 2, status: 'open' });
	expect(flood.warnings).toMatchObject([{ card: { level: 2, id: cast.get('rain') } }]);
	const water = await province.incident.get.query({ id: cast.get('water') ?? '' });
	expect(water.card.status).toBe('closed');

	// What happened at 永吉 is none of 敦化's business.
	const elsewhere = await enter(url, 'dunhua.baosong', DEMO_PASSWORD);
	expect((await elsewhere.incident.list.query()).incidents).toEqual([]);
});

test('a scene stops in words where nobody of the demonstration can sign in', async ({
	baseURL
}) => {
	await expect(enter(baseURL ?? '', 'sheng.zhuban', 'not the password')).rejects.toThrow(
		/demonstration/
	);
	await expect(enter('http://localhost:1', 'sheng.zhuban', DEMO_PASSWORD)).rejects.toThrow(
		/npm start/
	);
});
