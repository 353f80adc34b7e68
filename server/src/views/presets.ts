export const PRESET_KEYS = ['needs-attention', 'my-negotiations', 'to-ship', 'to-pay'] as const;
type PresetKey = (typeof PRESET_KEYS)[number];

interface Preset {
  readonly id: PresetKey;
  readonly name: string;
  readonly query: string;
}

/** The views that everybody has, before their own; they cannot be changed or deleted. */
export function presetsOf(personId: string): Preset[] {
  return [
    { id: 'needs-attention', name: 'Needs attention', query: 'attention=true' },
    {
      id: 'my-negotiations',
      name: 'My negotiations',
      query: `status=Negotiating&owner=${personId}`,
    },
    {
      id: 'to-ship',
      name: 'To ship',
      query: 'status=Pending&status=Negotiating&status=Fulfilling&delivery=Pending',
    },
    { id: 'to-pay', name: 'To pay', query: 'unpaid=true' },
  ];
}
