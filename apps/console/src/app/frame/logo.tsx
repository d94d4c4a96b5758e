/** Shelves with goods on them. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0b6e69" />
      <path
        d="M7 11h18M7 17.5h18M7 24h18"
        stroke="#fff"
        strokeOpacity=".45"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <rect x="8.5" y="6" width="6" height="5" rx="1.2" fill="#fff" />
      <rect x="17" y="12.5" width="6.5" height="5" rx="1.2" fill="#ffc46b" />
      <rect x="10.5" y="19" width="5" height="5" rx="1.2" fill="#fff" />
    </svg>
  );
}
