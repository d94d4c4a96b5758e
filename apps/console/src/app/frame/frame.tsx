import { AppShell, Group, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useNavigation } from 'react-router';
import { useSession } from '../../shared/sign-in/session-context.js';
import { SkipLink, useFocusOnNewPage } from '../../shared/ui/main-region.js';
import { MENU, type MenuPage } from '../pages.js';
import { HeaderTools } from './header-tools.js';
import { Logo } from './logo.js';
import { SignIn } from './sign-in.js';
import classes from './frame.module.css';

/** What is around every page: the menu at the side, or below on a phone; who is signed in; language and colours. */
export function Frame() {
  const session = useSession();
  return session.isOpen ? <Shell /> : <SignIn session={session} />;
}

function Shell() {
  const { t } = useTranslation('common');
  const navigation = useNavigation();
  const main = useFocusOnNewPage();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 60, sm: 0 } }}
      padding={{ base: 'sm', sm: 'lg' }}
      classNames={{ header: classes.bar!, navbar: classes.bar!, footer: classes.footer! }}
    >
      <SkipLink>{t('skip')}</SkipLink>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <UnstyledButton component={NavLink} to="/" aria-label="Shelfstream" className={classes.brand}>
            <Logo size={30} />
            <Text fw={700} fz="lg" lts="-0.01em" visibleFrom="xs" component="span">
              Shelfstream
            </Text>
          </UnstyledButton>
          <HeaderTools />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" component="nav" aria-label={t('menu')}>
        {MENU.map((page) => (
          <Entry key={page.path} page={page} className={classes.entry!} />
        ))}
      </AppShell.Navbar>
      <AppShell.Main>
        <main
          id="main"
          ref={main}
          tabIndex={-1}
          className={classes.main}
          aria-busy={navigation.state === 'loading'}
        >
          <Outlet />
        </main>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" component="nav" aria-label={t('menu')}>
        {MENU.map((page) => (
          <Entry key={page.path} page={page} className={classes.tab!} />
        ))}
      </AppShell.Footer>
    </AppShell>
  );
}

function Entry({ page, className }: { page: MenuPage; className: string }) {
  const { t } = useTranslation(page.name);
  return (
    <NavLink to={`/${page.path}`} className={className}>
      <page.icon size={21} stroke={1.7} />
      <span>{t('menu')}</span>
    </NavLink>
  );
}
