/** The choices of a `Select`, from the table of their names and in its order. */
export function optionsOf<Value extends string>(
	names: Record<Value, () => string>
): { value: Value; label: string }[] {
	return (Object.entries(names) as [Value, () => string][]).map(([value, name]) => ({
		value,
		label: name()
	}));
}
