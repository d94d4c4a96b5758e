import { ActionIcon, Group, Menu, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeLanguage, currentLanguage, type Language, LANGUAGES } from '../../shared/i18n/i18n.js';
import { useSession } from '../../shared/sign-in/session-context.js';

/** Language, colours and the way out. */
export function HeaderTools() {
  return (
    <Group gap={4} wrap="nowrap">
      <LanguageMenu />
      <ColorsMenu />
      <SignOut />
    </Group>
  );
}

const tool = { variant: 'subtle', color: 'gray', size: 'lg' } as const;

export function LanguageMenu() {
  const { t } = useTranslation('common');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon {...tool} aria-label={t('language')} title={t('language')}>
          <IconLanguage size={20} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void changeLanguage(language as Language)}
            rightSection={language === currentLanguage() ? <IconCheck size={16} /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const SCHEMES = [
  { scheme: 'light', icon: IconSun },
  { scheme: 'dark', icon: IconMoon },
  { scheme: 'auto', icon: IconDeviceDesktop },
] as const;

export function ColorsMenu() {
  const { t } = useTranslation('common');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const chosen = SCHEMES.find(({ scheme }) => scheme === colorScheme) ?? SCHEMES[2];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon {...tool} aria-label={t('colors.title')} title={t('colors.title')}>
          <chosen.icon size={20} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ scheme, icon: Icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon size={18} stroke={1.7} />}
            rightSection={scheme === colorScheme ? <IconCheck size={16} /> : null}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`colors.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function SignOut() {
  const { t } = useTranslation('common');
  const session = useSession();
  const queries = useQueryClient();
  if (!session.isSignedIn) return null;
  const label = session.userName === null ? t('signOut') : t('signOutOf', { name: session.userName });
  return (
    <ActionIcon
      {...tool}
      aria-label={label}
      title={label}
      onClick={() => {
        queries.clear();
        void session.signOut();
      }}
    >
      <IconLogout size={20} stroke={1.7} />
    </ActionIcon>
  );
}
