import { m } from '#lib/paraglide/messages.js';
import { dayAndTime } from '#lib/time.ts';
import type { EditedField, Shape } from './schema.ts';

/** A field's value in words, for a sentence about it. */
export function valueText(field: EditedField, value: unknown): string {
	switch (field) {
		case 'sensitive':
			return value === true ? m.incident_sensitive_yes() : m.incident_sensitive_no();
		case 'occurredAt':
			return dayAndTime(new Date(String(value)));
		case 'shape':
			return shapeText(value as Shape);
		case 'title':
		case 'classCode':
		case 'placeText':
			return String(value);
	}
}

/** The name of the field, as the incident's page has it. */
export function fieldText(field: EditedField): string {
	return {
		title: m.incident_field_title,
		classCode: m.incident_field_class,
		placeText: m.incident_field_place,
		occurredAt: m.incident_field_occurred,
		shape: m.incident_field_shape,
		sensitive: m.incident_field_sensitive
	}[field]();
}

function shapeText(shape: Shape): string {
	switch (shape.type) {
		case 'Point': {
			const [lon, lat] = shape.coordinates;
			return m.incident_shape_point({ lon: lon.toFixed(4), lat: lat.toFixed(4) });
		}
		case 'LineString':
			return m.incident_shape_line({ count: shape.coordinates.length });
		case 'Polygon':
			return m.incident_shape_area({ count: (shape.coordinates[0]?.length ?? 1) - 1 });
	}
}
